import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/organisations.module';
import { PeriodsModule } from '../periods/periods.module';
import { AllottedShifts } from './allotted-shifts.service';
import { AssignmentsController } from './assignments.controller';
import { AssignmentsService } from './assignments.service';
import { ShiftsController } from './shifts.controller';
import { ShiftsReader } from './shifts.reader';
import { ShiftsService } from './shifts.service';

@Module({
  imports: [OrganisationsModule, PeriodsModule],
  controllers: [ShiftsController, AssignmentsController],
  providers: [ShiftsService, AssignmentsService, AllottedShifts, ShiftsReader],
  exports: [ShiftsReader, AllottedShifts],
})
export class RostersModule {}
