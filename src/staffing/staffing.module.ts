import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/organisations.module';
import { PeriodsModule } from '../periods/periods.module';
import { AvailabilityReader } from './availability.reader';

/** Who could work: skills with their dates, and wishes. */
@Module({
  imports: [OrganisationsModule, PeriodsModule],
  providers: [AvailabilityReader],
  exports: [AvailabilityReader],
})
export class StaffingModule {}
