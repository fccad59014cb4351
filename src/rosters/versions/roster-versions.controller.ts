import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../shared/actor';
import { invalid } from '../../shared/domain-error';
import { PeriodsReader } from '../../periods/periods.reader';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import type { Page } from '../../platform/http/page';
import { ApiPage } from '../../platform/http/page-response';
import { asNoticed, diffCells } from '../domain/roster-diff';
import { pageOfList } from '../page-of-list';
import { PublicationService } from './publication.service';
import { RosterVersionsReader } from './roster-versions.reader';
import {
  NewRosterVersion,
  presentCell,
  presentPublished,
  presentVersion,
  PublishedRosterView,
  RosterCellQuery,
  RosterCellView,
  RosterDifferenceQuery,
  RosterDifferenceView,
  RosterVersionQuery,
  RosterVersionView,
} from './rosters.dto';

/** The whole list is read page by page from the roster's violations. */
const MOST_VIOLATIONS = 200;

@ApiTags('勤務表')
@Controller('periods/:id/roster-versions')
export class PeriodRosterVersionsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly periods: PeriodsReader,
    private readonly reader: RosterVersionsReader,
    private readonly publication: PublicationService,
  ) {}

  @Post()
  @Can('roster.write')
  @ApiCreatedResponse({ type: PublishedRosterView })
  @ApiOkResponse({ type: PublishedRosterView, description: '前の版から変わっていない' })
  async publish(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Body() { organisationId, note = '' }: NewRosterVersion,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PublishedRosterView> {
    const { added, version, violations } = await this.database.transaction(actor, (tx) =>
      this.publication.publish(tx, actor, this.clock.now(), { periodId, organisationId, note }),
    );
    void reply.status(added ? 201 : 200).header('Location', `/api/v1/roster-versions/${version.id}`);
    return presentPublished(version, violations.slice(0, MOST_VIOLATIONS));
  }

  @Get()
  @Can('roster.read')
  @ApiPage(RosterVersionView)
  async list(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Query() query: RosterVersionQuery,
  ): Promise<Page<RosterVersionView>> {
    const { items, nextCursor } = await this.database.transaction(actor, async (tx) => {
      await this.periods.byId(tx, periodId);
      return this.reader.page(tx, periodId, query);
    });
    return { items: items.map(presentVersion), nextCursor };
  }
}

/** What one version says; it never changes. */
@ApiTags('勤務表')
@Controller('roster-versions/:id')
export class RosterVersionsController {
  constructor(
    private readonly database: Database,
    private readonly reader: RosterVersionsReader,
  ) {}

  @Get()
  @Can('roster.read')
  @ApiOkResponse({ type: RosterVersionView })
  async one(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<RosterVersionView> {
    return presentVersion(await this.database.transaction(actor, (tx) => this.reader.byId(tx, id)));
  }

  @Get('cells')
  @Can('roster.read')
  @ApiPage(RosterCellView)
  async cells(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() query: RosterCellQuery,
  ): Promise<Page<RosterCellView>> {
    const { items, nextCursor } = await this.database.transaction(actor, async (tx) => {
      await this.reader.byId(tx, id);
      return this.reader.cellPage(tx, id, query);
    });
    return { items: items.map(presentCell), nextCursor };
  }

  @Get('changes')
  @Can('roster.read')
  @ApiPage(RosterDifferenceView)
  async changes(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() query: RosterDifferenceQuery,
  ): Promise<Page<RosterDifferenceView>> {
    const { since } = query;
    const changes = await this.database.transaction(actor, async (tx) => {
      const [version, other] = [await this.reader.byId(tx, id), await this.reader.byId(tx, since)];
      const alike = version.periodId === other.periodId && version.organisationId === other.organisationId;
      if (!alike) throw invalid('/since', 'other_roster', '同じ期・同じ団体の版を指定してください。');
      return diffCells(await this.reader.cells(tx, since), await this.reader.cells(tx, id));
    });
    // In the order of people: versions never change, so a place in it stays what it was.
    const inOrder = [...changes].toSorted(([a], [b]) => (a < b ? -1 : 1));
    const { items, nextCursor } = pageOfList(inOrder, query);
    return {
      items: items.map(([personId, each]) => ({ personId, changes: each.map(asNoticed) })),
      nextCursor,
    };
  }
}
