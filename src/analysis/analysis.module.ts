import { Module } from '@nestjs/common';
import { AnalysisController } from './analysis.controller';
import { AnalysisReader } from './analysis.reader';
import { AnalysisService } from './analysis.service';
import { PeriodFrameReader } from './period-frame.reader';

@Module({
  controllers: [AnalysisController],
  providers: [AnalysisReader, AnalysisService, PeriodFrameReader],
})
export class AnalysisModule {}
