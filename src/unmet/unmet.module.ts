import { Module } from '@nestjs/common';
import { ConsultationsModule } from '../consultations/consultations.module';
import { PeriodsModule } from '../periods/periods.module';
import { UnmetNeedsController } from './unmet-needs.controller';
import { UnmetNeedsReader } from './unmet-needs.reader';
import { UnmetNeedsService } from './unmet-needs.service';

/** 満たせなかった支援: the register of what was needed and could not be had. */
@Module({
  imports: [PeriodsModule, ConsultationsModule],
  controllers: [UnmetNeedsController],
  providers: [UnmetNeedsReader, UnmetNeedsService],
})
export class UnmetModule {}
