import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/organisations.module';
import { PeriodsModule } from '../periods/periods.module';
import { AvailabilityController } from './availability/availability.controller';
import { AvailabilityService } from './availability/availability.service';
import { CollectionController } from './availability/collection.controller';
import { CompletionReader } from './availability/completion.reader';
import { SheetsReader } from './availability/sheets.reader';
import { WishFrameReader } from './availability/workbook/wish-frame.reader';
import { WishImportHandler } from './availability/workbook/wish-import.handler';
import { WishImportsController } from './availability/workbook/wish-imports.controller';
import { WishWorkbookController } from './availability/workbook/wish-workbook.controller';
import { WishWorkbookService } from './availability/workbook/wish-workbook.service';
import { AvailabilityReader } from './availability.reader';
import { SkillsController } from './skills/skills.controller';
import { SkillsReader } from './skills/skills.reader';
import { SkillsService } from './skills/skills.service';

/** Who could work: skills with their dates, and wishes. */
@Module({
  imports: [OrganisationsModule, PeriodsModule],
  controllers: [
    SkillsController,
    CollectionController,
    AvailabilityController,
    WishWorkbookController,
    WishImportsController,
  ],
  providers: [
    AvailabilityReader,
    AvailabilityService,
    CompletionReader,
    SheetsReader,
    SkillsReader,
    SkillsService,
    WishFrameReader,
    WishImportHandler,
    WishWorkbookService,
  ],
  exports: [AvailabilityReader],
})
export class StaffingModule {}
