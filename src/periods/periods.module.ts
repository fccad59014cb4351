import { Module } from '@nestjs/common';
import { PeriodSettingsController } from './period-settings.controller';
import { PeriodSettingsService } from './period-settings.service';
import { PeriodUseReader } from './period-use.reader';
import { PeriodsController } from './periods.controller';
import { PeriodsReader } from './periods.reader';
import { PeriodsService } from './periods.service';
import { ReferenceController } from './reference.controller';

@Module({
  controllers: [PeriodsController, PeriodSettingsController, ReferenceController],
  providers: [PeriodsService, PeriodSettingsService, PeriodsReader, PeriodUseReader],
  exports: [PeriodsReader],
})
export class PeriodsModule {}
