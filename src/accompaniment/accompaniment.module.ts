import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/organisations.module';
import { ReferralsModule } from '../referrals/referrals.module';
import { AccompanimentEventsReader } from './accompaniment-events.reader';
import { ChecksController } from './checks/checks.controller';
import { ChecksService } from './checks/checks.service';
import { EventOutbox } from './events/event-outbox';
import { ExpensesController } from './expenses/expenses.controller';
import { ExpensesReader } from './expenses/expenses.reader';
import { ExpensesService } from './expenses/expenses.service';
import { ReceiptsController } from './expenses/receipts.controller';
import { ReceiptsService } from './expenses/receipts.service';
import { PlansService } from './plans/plans.service';
import { ReferralVisitsController } from './plans/referral-visits.controller';
import { ReferralsAlongService } from './steps/referrals-along.service';
import { VisitStepsController } from './steps/visit-steps.controller';
import { VisitStepsService } from './steps/visit-steps.service';
import { VisitFilesService } from './visit-files.service';
import { VisitStore } from './visit-store';
import { VisitsController } from './visits.controller';
import { VisitsReader } from './visits.reader';
import { AlertsController } from './watch/alerts.controller';
import { AlertsService } from './watch/alerts.service';
import { VisitWatch } from './watch/visit-watch';
import { WatchService } from './watch/watch.service';

/** 同行支援: going along with a person to where help is. */
@Module({
  imports: [OrganisationsModule, ReferralsModule],
  controllers: [
    AlertsController,
    ChecksController,
    ExpensesController,
    ReceiptsController,
    ReferralVisitsController,
    VisitStepsController,
    VisitsController,
  ],
  providers: [
    AccompanimentEventsReader,
    AlertsService,
    ChecksService,
    EventOutbox,
    ExpensesReader,
    ExpensesService,
    PlansService,
    ReceiptsService,
    ReferralsAlongService,
    VisitFilesService,
    VisitStepsService,
    VisitStore,
    VisitWatch,
    VisitsReader,
    WatchService,
  ],
  exports: [AccompanimentEventsReader],
})
export class AccompanimentModule {}
