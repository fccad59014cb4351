import { Module } from '@nestjs/common';
import { PeriodsModule } from '../periods/periods.module';
import { RostersModule } from '../rosters/rosters.module';
import { AttendanceReader } from './attendance.reader';
import { AttendanceController } from './attendance/attendance.controller';
import { AttendanceCorrectionsController } from './attendance/attendance-corrections.controller';
import { AttendanceService } from './attendance/attendance.service';
import { StandInsService } from './attendance/stand-ins.service';
import { AttendanceTrailReader } from './attendance/attendance-trail.reader';
import { CalendarController } from './calendar/calendar.controller';
import { CalendarFeedController } from './calendar/calendar-feed.controller';
import { CalendarFeedsService } from './calendar/calendar-feeds.service';
import { DutyHistoryReader } from './calendar/duty-history.reader';
import { CallListReader } from './gaps/call-list.reader';
import { GapFillingController } from './gaps/gap-filling.controller';
import { GapFillingService } from './gaps/gap-filling.service';
import { GapReportsService } from './gaps/gap-reports.service';
import { GapsController } from './gaps/gaps.controller';
import { GapsReader } from './gaps/gaps.reader';

import { RosterPrintReader } from './prints/roster-print.reader';
import { RosterPrintsController } from './prints/roster-prints.controller';
import { SubstitutesReader } from './substitutes.reader';
import { SwapPartnersController } from './swaps/swap-partners.controller';
import { SwapPartnersReader } from './swaps/swap-partners.reader';
import { SwapProposalsService } from './swaps/swap-proposals.service';
import { SwapStepsService } from './swaps/swap-steps.service';
import { SwapsController } from './swaps/swaps.controller';
import { SwapsReader } from './swaps/swaps.reader';

@Module({
  imports: [PeriodsModule, RostersModule],
  controllers: [
    CalendarController,
    CalendarFeedController,
    AttendanceController,
    AttendanceCorrectionsController,
    RosterPrintsController,
    GapsController,
    GapFillingController,
    SwapPartnersController,
    SwapsController,
  ],
  providers: [
    CalendarFeedsService,
    DutyHistoryReader,
    AttendanceReader,
    AttendanceTrailReader,
    AttendanceService,
    StandInsService,
    RosterPrintReader,
    SubstitutesReader,
    CallListReader,
    GapsReader,
    GapReportsService,
    GapFillingService,
    SwapPartnersReader,
    SwapProposalsService,
    SwapStepsService,
    SwapsReader,
  ],
  exports: [AttendanceReader],
})
export class DutiesModule {}
