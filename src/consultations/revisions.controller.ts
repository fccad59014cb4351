import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../shared/actor';
import { notFound } from '../shared/domain-error';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import type { Page } from '../platform/http/page';
import { ApiPage } from '../platform/http/page-response';
import { RevisionDiffView, RevisionQuery, RevisionSummary, RevisionView } from './consultations.dto';
import { ConsultationsReader } from './consultations.reader';
import { ConsultationsService } from './consultations.service';
import { compareRevisions } from './domain/compare-revisions';
import { comparedRevision, presentRevision, presentRevisionSummary } from './present-sheet';
import { RevisionsReader } from './revisions.reader';

@ApiTags('相談記録票')
@Controller('consultations/:id/revisions')
export class RevisionsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: ConsultationsService,
    private readonly reader: ConsultationsReader,
    private readonly revisions: RevisionsReader,
  ) {}

  @Get()
  @Can('consultation.read')
  @ApiPage(RevisionSummary)
  list(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page<RevisionSummary>> {
    return this.database.transaction(actor, async (tx) => {
      const row = await this.reader.byId(tx, actor, id);
      const revisions = await this.revisions.list(tx, row.id);
      return { items: revisions.map(presentRevisionSummary), nextCursor: null };
    });
  }

  @Get(':number')
  @Can('consultation.read')
  @ApiOkResponse({ type: RevisionView })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('number') number: string,
  ): Promise<RevisionView> {
    const revisionNo = readNumber(number);
    return presentRevision(
      await this.database.transaction(actor, (tx) =>
        this.service.openRevision(tx, actor, this.clock.now(), id, revisionNo),
      ),
    );
  }

  /** What this revision says otherwise than another one, by default the one before. Both count as read. */
  @Get(':number/diff')
  @Can('consultation.read')
  @ApiOkResponse({ type: RevisionDiffView })
  async diff(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('number') number: string,
    @Query() query: RevisionQuery,
  ): Promise<RevisionDiffView> {
    const revision = readNumber(number);
    const against = Number(query.against ?? revision - 1);
    return this.database.transaction(actor, async (tx) => {
      const now = this.clock.now();
      const before = await this.service.openRevision(tx, actor, now, id, against);
      const after = await this.service.openRevision(tx, actor, now, id, revision);
      return {
        revision,
        against,
        changes: compareRevisions(comparedRevision(before), comparedRevision(after)),
      };
    });
  }
}

function readNumber(number: string): number {
  if (!/^[1-9]\d{0,8}$/.test(number)) throw notFound('相談記録票の版');
  return Number(number);
}
