import { createHash } from 'node:crypto';
import { Controller, Get, Headers, Param, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { systemActor } from '../../shared/actor';
import { HOUR_MS } from '../../shared/tokyo-time';
import { Public } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { REVALIDATE } from '../../platform/http/security-headers';
import { dutyEvents } from '../domain/duty-events';
import { CalendarFeedsService } from './calendar-feeds.service';
import { DutyHistoryReader } from './duty-history.reader';
import { renderCalendar } from './render-calendar';

const CALENDAR = 'text/calendar';
/** Duties stay in the calendar this long after their period, for whoever checks what was paid. */
const KEPT_MS = 60 * 24 * HOUR_MS;

/** Outside `/api/v1`: a phone subscribes to it once and keeps asking for years, with the secret in the address alone. */
@ApiTags('勤務カレンダー')
@Controller('calendar')
export class CalendarController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly feeds: CalendarFeedsService,
    private readonly reader: DutyHistoryReader,
  ) {}

  @Get(':token.ics')
  @Public()
  @ApiProduces(CALENDAR)
  @ApiOkResponse({ schema: { type: 'string' } })
  @ApiResponse({ status: 304, description: 'If-None-Match のとおりで変わっていない' })
  async calendar(
    @Param('token') token: string,
    @Headers('if-none-match') known: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const since = new Date(this.clock.now().getTime() - KEPT_MS);
    // The duties of one person in whichever organisation; the token is the authority, and the person comes from its row.
    const text = await this.database.transaction(systemActor(request.id), async (tx) => {
      const personId = await this.feeds.personOf(tx, token);
      const rosters = await this.reader.ofPerson(tx, personId, since);
      return renderCalendar(
        personId,
        rosters.flatMap((versions) => dutyEvents(versions)),
      );
    });
    const tag = `"${createHash('sha256').update(text).digest('base64url')}"`;
    void reply.header('ETag', tag).header('Cache-Control', REVALIDATE);
    if (matches(known, tag)) {
      void reply.status(304);
      return '';
    }
    void reply.type(`${CALENDAR}; charset=utf-8`);
    return text;
  }
}

/** Weak comparison, as If-None-Match wants it (RFC 9110 §13.1.2). */
function matches(known: string | undefined, tag: string): boolean {
  if (known === undefined) return false;
  return known.split(',').some((one) => ['*', tag].includes(one.trim().replace(/^W\//, '')));
}
