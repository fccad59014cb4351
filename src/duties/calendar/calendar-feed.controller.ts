import { Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../shared/actor';
import { formatTokyo } from '../../shared/tokyo-time';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { CalendarFeedView, NewCalendarFeedView } from './calendar.dto';
import { CalendarFeedsService } from './calendar-feeds.service';

@ApiTags('勤務カレンダー')
@Controller('me/calendar-feed')
export class CalendarFeedController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: CalendarFeedsService,
  ) {}

  @Post()
  @Can('calendar_feed.own')
  @ApiCreatedResponse({ type: NewCalendarFeedView, description: '前のアドレスは使えなくなる' })
  async renew(@CurrentActor() actor: Actor): Promise<NewCalendarFeedView> {
    const now = this.clock.now();
    const token = await this.database.transaction(actor, (tx) => this.service.renew(tx, actor, now));
    return { path: `/calendar/${token}.ics`, createdAt: formatTokyo(now) };
  }

  @Get()
  @Can('calendar_feed.own')
  @ApiOkResponse({ type: CalendarFeedView })
  async current(@CurrentActor() actor: Actor): Promise<CalendarFeedView> {
    const since = await this.database.transaction(actor, (tx) => this.service.since(tx, actor));
    return { createdAt: formatTokyo(since) };
  }

  @Delete()
  @Can('calendar_feed.own')
  @HttpCode(204)
  @ApiNoContentResponse()
  async revoke(@CurrentActor() actor: Actor): Promise<void> {
    await this.database.transaction(actor, (tx) => this.service.revoke(tx, actor, this.clock.now()));
  }
}
