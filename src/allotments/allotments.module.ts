import { Module } from '@nestjs/common';
import { PeriodsModule } from '../periods/periods.module';
import { RostersModule } from '../rosters/rosters.module';
import { AllotmentStore } from './allotment-store';
import { AllotmentWorkbookController } from './allotment-workbook.controller';
import { AllotmentWorkbookService } from './allotment-workbook.service';
import { AllotmentsController } from './allotments.controller';
import { AllotmentsReader } from './allotments.reader';
import { AnswersService } from './answers.service';
import { OffersController } from './offers.controller';
import { OffersService } from './offers.service';
import { ParticipationUseController } from './participation-use.controller';
import { ParticipationUseReader } from './participation-use.reader';
import { ReturnsController } from './returns.controller';
import { ReturnsService } from './returns.service';

/** Blocks of seats on their way from the contractor to organisations and back. */
@Module({
  imports: [PeriodsModule, RostersModule],
  controllers: [
    OffersController,
    ReturnsController,
    AllotmentWorkbookController,
    ParticipationUseController,
    AllotmentsController,
  ],
  providers: [
    AllotmentStore,
    AllotmentWorkbookService,
    AllotmentsReader,
    AnswersService,
    OffersService,
    ParticipationUseReader,
    ReturnsService,
  ],
})
export class AllotmentsModule {}
