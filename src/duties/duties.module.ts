import { Module } from '@nestjs/common';
import { AttendanceReader } from './attendance.reader';
import { AttendanceController } from './attendance/attendance.controller';
import { AttendanceCorrectionsController } from './attendance/attendance-corrections.controller';
import { AttendanceService } from './attendance/attendance.service';
import { AttendanceTrailReader } from './attendance/attendance-trail.reader';
import { CalendarController } from './calendar/calendar.controller';
import { CalendarFeedController } from './calendar/calendar-feed.controller';
import { CalendarFeedsService } from './calendar/calendar-feeds.service';
import { DutyHistoryReader } from './calendar/duty-history.reader';

@Module({
  controllers: [
    CalendarController,
    CalendarFeedController,
    AttendanceController,
    AttendanceCorrectionsController,
  ],
  providers: [
    CalendarFeedsService,
    DutyHistoryReader,
    AttendanceReader,
    AttendanceTrailReader,
    AttendanceService,
  ],
  exports: [AttendanceReader],
})
export class DutiesModule {}
