import {
  Body,
  Controller,
  Get,
  HttpCode,
  HttpStatus,
  Injectable,
  Param,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { ApiAcceptedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../shared/actor';
import { notFound } from '../../shared/domain-error';
import { PeriodsReader } from '../../periods/periods.reader';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import type { Tx } from '../../platform/database/sql';
import { type Page, PageQuery } from '../../platform/http/page';
import { ApiPage } from '../../platform/http/page-response';
import { JobAnswers } from '../../platform/jobs/job-answers';
import { JobsReader } from '../../platform/jobs/jobs.reader';
import { pageOfList } from '../page-of-list';
import { AdoptionService } from './adoption.service';
import {
  Adoption,
  DraftChangeView,
  NewRosterBuild,
  NewRosterRepair,
  presentBuildHead,
  presentProposal,
  ProposalQuery,
  RosterBuildHeadView,
  RosterBuildView,
  RosterProposalView,
} from './roster-builds.dto';
import { type BuildRow, type ProposalRow, RosterBuildsReader } from './roster-builds.reader';
import { RosterBuildsService } from './roster-builds.service';

/** A build as it is shown: its job and what it has proposed. */
@Injectable()
export class RosterBuildViews {
  constructor(
    private readonly database: Database,
    private readonly reader: RosterBuildsReader,
    private readonly jobs: JobsReader,
    private readonly periods: PeriodsReader,
  ) {}

  ofBuild(actor: Actor, periodId: string, buildId: string): Promise<RosterBuildView> {
    return this.database.transaction(actor, async (tx) => {
      const build = await this.inPeriod(tx, periodId, buildId);
      const proposals = await this.reader.proposals(tx, buildId);
      return {
        id: build.id,
        periodId,
        organisationIds: organisationsFor(actor, build, proposals),
        job: await this.jobs.byId(tx, buildId),
        proposals: proposals.map(presentProposal),
      };
    });
  }

  /** Newest first; few enough to be read one by one. */
  list(actor: Actor, periodId: string, query: PageQuery): Promise<Page<RosterBuildHeadView>> {
    return this.database.transaction(actor, async (tx) => {
      await this.periods.byId(tx, periodId);
      return pageOfList((await this.reader.ofPeriod(tx, periodId)).map(presentBuildHead), query);
    });
  }

  async inPeriod(tx: Tx, periodId: string, buildId: string) {
    const build = await this.reader.byId(tx, buildId);
    if (build.periodId !== periodId) throw notFound('自動作成');
    return build;
  }
}

const WAITS = { name: 'Prefer', required: false, description: 'wait=N：終わりを最大 N 秒（60 まで）待つ' };

@ApiTags('勤務表の自動作成')
@Controller('periods/:id')
export class RosterBuildsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: RosterBuildsService,
    private readonly answers: JobAnswers,
    private readonly views: RosterBuildViews,
  ) {}

  @Post('roster-builds')
  @HttpCode(HttpStatus.ACCEPTED)
  @Can('roster.write')
  @ApiHeader(WAITS)
  @ApiAcceptedResponse({ type: RosterBuildView })
  async build(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Body() input: NewRosterBuild,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RosterBuildView> {
    const id = await this.database.transaction(actor, (tx) =>
      this.service.request(tx, actor, this.clock.now(), periodId, input),
    );
    await this.answers.accepted(actor, id, request, reply);
    void reply.header('Location', `/api/v1/periods/${periodId}/roster-builds/${id}`);
    return this.views.ofBuild(actor, periodId, id);
  }

  @Post('roster-repairs')
  @HttpCode(HttpStatus.ACCEPTED)
  @Can('roster.write')
  @ApiHeader(WAITS)
  @ApiAcceptedResponse({ type: RosterBuildView })
  async repair(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Body() input: NewRosterRepair,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RosterBuildView> {
    const id = await this.database.transaction(actor, (tx) =>
      this.service.repair(tx, actor, this.clock.now(), periodId, input),
    );
    await this.answers.accepted(actor, id, request, reply);
    void reply.header('Location', `/api/v1/periods/${periodId}/roster-builds/${id}`);
    return this.views.ofBuild(actor, periodId, id);
  }

  @Get('roster-builds')
  @Can('roster.read')
  @ApiPage(RosterBuildHeadView)
  list(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Query() query: PageQuery,
  ): Promise<Page<RosterBuildHeadView>> {
    return this.views.list(actor, periodId, query);
  }

  @Get('roster-builds/:buildId')
  @Can('roster.read')
  @ApiOkResponse({ type: RosterBuildView })
  one(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Param('buildId') buildId: string,
  ): Promise<RosterBuildView> {
    return this.views.ofBuild(actor, periodId, buildId);
  }
}

@ApiTags('勤務表の自動作成')
@Controller('periods/:id/roster-builds/:buildId/proposals/:name')
export class RosterProposalsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reader: RosterBuildsReader,
    private readonly views: RosterBuildViews,
    private readonly adoption: AdoptionService,
  ) {}

  /** What the proposal changes in the draft, with the reason of each cell. */
  @Get()
  @Can('roster.read')
  @ApiPage(DraftChangeView)
  changes(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Param('buildId') buildId: string,
    @Param('name') name: string,
    @Query() query: ProposalQuery,
  ): Promise<Page<DraftChangeView>> {
    return this.database.transaction(actor, async (tx) => {
      await this.views.inPeriod(tx, periodId, buildId);
      const key = { buildId, name, organisationId: organisationOf(actor, query) };
      return pageOfList((await this.reader.proposal(tx, key, false)).changes, query);
    });
  }

  @Post('adoption')
  @HttpCode(HttpStatus.OK)
  @Can('roster.write')
  @ApiOkResponse({ type: RosterProposalView })
  adopt(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Param('buildId') buildId: string,
    @Param('name') name: string,
    @Body() input: Adoption,
  ): Promise<RosterProposalView> {
    return this.database.transaction(actor, async (tx) => {
      await this.views.inPeriod(tx, periodId, buildId);
      const key = { buildId, name, organisationId: organisationOf(actor, input) };
      return presentProposal(await this.adoption.adopt(tx, actor, this.clock.now(), key));
    });
  }
}

function organisationOf(actor: Actor, { organisationId }: { readonly organisationId?: string }): string {
  const chosen = organisationId ?? actor.organisationId;
  if (chosen === null) throw notFound('勤務表の案');
  return chosen;
}

/** Who else a build is for is the business of those who asked for it; everybody else sees their own part. */
function organisationsFor(
  actor: Actor,
  build: BuildRow,
  proposals: readonly ProposalRow[],
): readonly string[] {
  const { organisationIds } = build.options;
  if (actor.scope === 'all_organisations' || build.organisationId === actor.organisationId)
    return organisationIds;
  const own = new Set(proposals.map(({ organisationId }) => organisationId));
  return organisationIds.filter((id) => own.has(id));
}
