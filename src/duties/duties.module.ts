import { Module } from '@nestjs/common';
import { CalendarController } from './calendar/calendar.controller';
import { CalendarFeedController } from './calendar/calendar-feed.controller';
import { CalendarFeedsService } from './calendar/calendar-feeds.service';
import { DutyHistoryReader } from './calendar/duty-history.reader';

@Module({
  controllers: [CalendarController, CalendarFeedController],
  providers: [CalendarFeedsService, DutyHistoryReader],
})
export class DutiesModule {}
