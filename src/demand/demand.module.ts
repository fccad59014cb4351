import { Module } from '@nestjs/common';
import { PeriodsModule } from '../periods/periods.module';
import { CallHistoryReader } from './call-history.reader';
import { DemandController } from './demand.controller';
import { DemandExportService } from './demand-export.service';
import { DemandReader } from './demand.reader';
import { DemandService } from './demand.service';
import { DemandViewsReader } from './demand-views.reader';
import { NeedsController } from './needs.controller';
import { NeedsReader } from './needs.reader';
import { NeedsService } from './needs.service';

/** 需要: how many calls a period will bring and how many seats they need. */
@Module({
  imports: [PeriodsModule],
  controllers: [DemandController, NeedsController],
  providers: [
    CallHistoryReader,
    DemandExportService,
    DemandReader,
    DemandService,
    DemandViewsReader,
    NeedsReader,
    NeedsService,
  ],
  exports: [DemandReader],
})
export class DemandModule {}
