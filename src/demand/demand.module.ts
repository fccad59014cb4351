import { Module } from '@nestjs/common';
import { PeriodsModule } from '../periods/periods.module';
import { DemandReader } from './demand.reader';

/** 需要: how many calls a period will bring and how many seats they need. */
@Module({
  imports: [PeriodsModule],
  providers: [DemandReader],
  exports: [DemandReader],
})
export class DemandModule {}
