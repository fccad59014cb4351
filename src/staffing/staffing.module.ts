import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/organisations.module';
import { PeriodsModule } from '../periods/periods.module';
import { AvailabilityController } from './availability/availability.controller';
import { AvailabilityService } from './availability/availability.service';
import { CollectionController } from './availability/collection.controller';
import { CompletionReader } from './availability/completion.reader';
import { SheetsReader } from './availability/sheets.reader';
import { AvailabilityReader } from './availability.reader';
import { SkillsController } from './skills/skills.controller';
import { SkillsReader } from './skills/skills.reader';
import { SkillsService } from './skills/skills.service';

/** Who could work: skills with their dates, and wishes. */
@Module({
  imports: [OrganisationsModule, PeriodsModule],
  controllers: [SkillsController, CollectionController, AvailabilityController],
  providers: [
    AvailabilityReader,
    AvailabilityService,
    CompletionReader,
    SheetsReader,
    SkillsReader,
    SkillsService,
  ],
  exports: [AvailabilityReader],
})
export class StaffingModule {}
