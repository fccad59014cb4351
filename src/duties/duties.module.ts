import { Module } from '@nestjs/common';
import { PeriodsModule } from '../periods/periods.module';
import { AttendanceReader } from './attendance.reader';
import { AttendanceController } from './attendance/attendance.controller';
import { AttendanceCorrectionsController } from './attendance/attendance-corrections.controller';
import { AttendanceService } from './attendance/attendance.service';
import { AttendanceTrailReader } from './attendance/attendance-trail.reader';
import { CalendarController } from './calendar/calendar.controller';
import { CalendarFeedController } from './calendar/calendar-feed.controller';
import { CalendarFeedsService } from './calendar/calendar-feeds.service';
import { DutyHistoryReader } from './calendar/duty-history.reader';
import { RosterPrintReader } from './prints/roster-print.reader';
import { RosterPrintsController } from './prints/roster-prints.controller';

@Module({
  imports: [PeriodsModule],
  controllers: [
    CalendarController,
    CalendarFeedController,
    AttendanceController,
    AttendanceCorrectionsController,
    RosterPrintsController,
  ],
  providers: [
    CalendarFeedsService,
    DutyHistoryReader,
    AttendanceReader,
    AttendanceTrailReader,
    AttendanceService,
    RosterPrintReader,
  ],
  exports: [AttendanceReader],
})
export class DutiesModule {}
