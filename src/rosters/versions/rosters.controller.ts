import { Body, Controller, Get, Param, Patch, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../shared/actor';
import { notFound } from '../../shared/domain-error';
import { PeriodsReader } from '../../periods/periods.reader';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { entityTag, requireIfMatch } from '../../platform/http/entity-tag';
import type { Page } from '../../platform/http/page';
import { ApiPage } from '../../platform/http/page-response';
import { pageOfList } from '../page-of-list';
import { presentViolation, ViolationQuery, ViolationView } from '../violations.dto';
import { NeedsCheckService } from './needs-check.service';
import { PublicationService } from './publication.service';
import { RosterVersionsReader } from './roster-versions.reader';
import { presentRoster, RosterChangeInput, RosterView } from './rosters.dto';
import { RostersService } from './rosters.service';

/** One roster per organisation of the period: a short list, answered whole in one page. */
@ApiTags('勤務表')
@Controller('periods/:id/rosters')
export class RostersController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly periods: PeriodsReader,
    private readonly reader: RosterVersionsReader,
    private readonly service: RostersService,
  ) {}

  @Get()
  @Can('roster.read')
  @ApiPage(RosterView)
  async list(@CurrentActor() actor: Actor, @Param('id') periodId: string): Promise<Page<RosterView>> {
    const found = await this.database.transaction(actor, async (tx) => {
      await this.periods.byId(tx, periodId);
      return this.reader.rosters(tx, periodId, null);
    });
    return { items: found.map(presentRoster), nextCursor: null };
  }

  @Get(':organisationId')
  @Can('roster.read')
  @ApiOkResponse({ type: RosterView })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Param('organisationId') organisationId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RosterView> {
    const [found] = await this.database.transaction(actor, async (tx) => {
      await this.periods.byId(tx, periodId);
      return this.reader.rosters(tx, periodId, organisationId);
    });
    if (!found) throw notFound('勤務表');
    void reply.header('ETag', entityTag(found.version));
    return presentRoster(found);
  }

  @Patch(':organisationId')
  @ApiHeader({ name: 'if-match', required: true })
  @Can('roster.write')
  @ApiOkResponse({ type: RosterView })
  async change(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Param('organisationId') organisationId: string,
    @Body() input: RosterChangeInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RosterView> {
    const target = { periodId, organisationId, version: requireIfMatch(reply.request.headers['if-match']) };
    const changed = await this.database.transaction(actor, (tx) =>
      this.service.change(tx, actor, this.clock.now(), target, input),
    );
    void reply.header('ETag', entityTag(changed.version));
    return presentRoster(changed);
  }
}

/** What is wrong with the working roster, hard rules first. */
@ApiTags('勤務表')
@Controller('periods/:id/rosters/:organisationId/violations')
export class RosterViolationsController {
  constructor(
    private readonly database: Database,
    private readonly publication: PublicationService,
  ) {}

  @Get()
  @Can('roster.read')
  @ApiPage(ViolationView)
  async list(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Param('organisationId') organisationId: string,
    @Query() query: ViolationQuery,
  ): Promise<Page<ViolationView>> {
    const found = await this.database.transaction(actor, (tx) =>
      this.publication.list(tx, { periodId, organisationId }),
    );
    const wanted = found.filter(({ strength }) => !query.strength || strength === query.strength);
    return pageOfList(wanted.map(presentViolation), query);
  }
}

/** Needs set by hand that the working rosters of all organisations together do not meet. */
@ApiTags('勤務表')
@Controller('periods/:id/rosters/violations')
export class NeedViolationsController {
  constructor(
    private readonly database: Database,
    private readonly needs: NeedsCheckService,
  ) {}

  @Get()
  @Can('roster.write')
  @ApiPage(ViolationView)
  async list(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Query() query: ViolationQuery,
  ): Promise<Page<ViolationView>> {
    const found = await this.database.transaction(actor, (tx) => this.needs.unmet(tx, actor, periodId));
    const wanted = found.filter(({ strength }) => !query.strength || strength === query.strength);
    return pageOfList(wanted.map(presentViolation), query);
  }
}
