import { Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../shared/actor';
import { notFound } from '../../shared/domain-error';
import { PeriodsReader } from '../../periods/periods.reader';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { type Page, PageQuery } from '../../platform/http/page';
import { ApiPage } from '../../platform/http/page-response';
import {
  ChasedNoticeView,
  presentChased,
  presentNotice,
  RosterNoticeQuery,
  RosterNoticeView,
} from './roster-notices.dto';
import { RosterNoticesReader } from './roster-notices.reader';
import { RosterNoticesService } from './roster-notices.service';

/** What changed for the person who asks, and nothing of anybody else. */
@ApiTags('勤務表')
@Controller('me/roster-notices')
export class OwnRosterNoticesController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reader: RosterNoticesReader,
    private readonly service: RosterNoticesService,
  ) {}

  @Get()
  @Can('roster_notice.own')
  @ApiPage(RosterNoticeView)
  async list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<Page<RosterNoticeView>> {
    const { personId } = actor;
    if (personId === null) return { items: [], nextCursor: null };
    const { items, nextCursor } = await this.database.transaction(actor, (tx) =>
      this.reader.ownPage(tx, this.clock.now(), personId, query),
    );
    return { items: items.map(presentNotice), nextCursor };
  }

  @Put(':noticeId/confirmation')
  @Can('roster_notice.own')
  @ApiOkResponse({ type: RosterNoticeView })
  confirm(@CurrentActor() actor: Actor, @Param('noticeId') id: string): Promise<RosterNoticeView> {
    return this.database.transaction(actor, async (tx) => {
      const now = this.clock.now();
      const notice = await this.reader.byId(tx, now, id);
      if (notice.personId !== actor.personId) throw notFound('勤務表の変更の知らせ');
      return presentNotice(await this.service.confirm(tx, actor, now, notice));
    });
  }
}

/** The coordinator's list of those who have not confirmed. */
@ApiTags('勤務表')
@Controller('periods/:id/roster-notices')
export class RosterNoticesController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly periods: PeriodsReader,
    private readonly reader: RosterNoticesReader,
    private readonly service: RosterNoticesService,
  ) {}

  @Get()
  @Can('roster.read')
  @ApiPage(ChasedNoticeView)
  async list(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Query() query: RosterNoticeQuery,
  ): Promise<Page<ChasedNoticeView>> {
    const { items, nextCursor } = await this.database.transaction(actor, async (tx) => {
      await this.periods.byId(tx, periodId);
      return this.reader.chasePage(tx, this.clock.now(), periodId, query);
    });
    return { items: items.map(presentChased), nextCursor };
  }

  /** Heard on the telephone: who wrote it down stands in the record. */
  @Put(':noticeId/confirmation')
  @Can('roster.write')
  @ApiOkResponse({ type: ChasedNoticeView })
  confirm(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Param('noticeId') id: string,
  ): Promise<ChasedNoticeView> {
    return this.database.transaction(actor, async (tx) => {
      const now = this.clock.now();
      const notice = await this.reader.byId(tx, now, id);
      if (notice.periodId !== periodId) throw notFound('勤務表の変更の知らせ');
      return presentChased(await this.service.confirm(tx, actor, now, notice));
    });
  }
}
