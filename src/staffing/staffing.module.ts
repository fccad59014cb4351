import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/organisations.module';
import { PeriodsModule } from '../periods/periods.module';
import { AvailabilityReader } from './availability.reader';
import { SkillsController } from './skills/skills.controller';
import { SkillsReader } from './skills/skills.reader';
import { SkillsService } from './skills/skills.service';

/** Who could work: skills with their dates, and wishes. */
@Module({
  imports: [OrganisationsModule, PeriodsModule],
  controllers: [SkillsController],
  providers: [AvailabilityReader, SkillsReader, SkillsService],
  exports: [AvailabilityReader],
})
export class StaffingModule {}
