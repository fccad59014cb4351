import { Module } from '@nestjs/common';
import { DemandModule } from '../demand/demand.module';
import { PeriodsModule } from '../periods/periods.module';
import { CoverageController } from './coverage.controller';
import { CoverageReader } from './coverage.reader';
import { CoverageService } from './coverage.service';
import { WhatIfService } from './what-if.service';

/** 過不足と応答率の見込み: demand on one side, blocks and rosters on the other. */
@Module({
  imports: [DemandModule, PeriodsModule],
  controllers: [CoverageController],
  providers: [CoverageReader, CoverageService, WhatIfService],
})
export class CoverageModule {}
