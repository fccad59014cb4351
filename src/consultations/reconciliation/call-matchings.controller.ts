import { Controller, HttpCode, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { CreateOnce } from '../../platform/idempotency/create-once';
import { Creation, type CreationRequest } from '../../platform/idempotency/creation-request';
import { JobAnswers } from '../../platform/jobs/job-answers';
import { JobQueue } from '../../platform/jobs/job-queue';
import { ImportQuery, JobView } from '../../platform/jobs/jobs.dto';
import { PeriodsReader } from '../../periods/periods.reader';
import { periodClosed } from '../domain/consultation-status';
import { reconciliationScope } from '../domain/reconciliation.policy';
import { CALL_MATCHING } from './call-matching.handler';

@ApiTags('突合')
@Controller('periods/:id/reconciliation/matches')
export class CallMatchingsController {
  constructor(
    private readonly clock: Clock,
    private readonly creates: CreateOnce,
    private readonly periods: PeriodsReader,
    private readonly queue: JobQueue,
    private readonly answers: JobAnswers,
  ) {}

  /** 呼のない票に呼を自動で結び付ける. The contractor for all organisations, a coordinator for their own. */
  @Post()
  @HttpCode(HttpStatus.ACCEPTED)
  @Can('reconciliation.match')
  @ApiHeader({ name: 'Prefer', required: false, description: 'wait=N：終わりを最大 N 秒（60 まで）待つ' })
  @ApiAcceptedResponse({
    type: JobView,
    description:
      'counts：rows 呼のない票、added 結び付けた票、rejected 複数の候補があり決めなかった票、unchanged 候補のない票',
  })
  async request(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Query() query: ImportQuery,
    @Creation() creation: CreationRequest,
  ): Promise<JobView> {
    const { organisationId } = reconciliationScope(actor);
    const jobId = await this.creates.run(actor, creation, async (tx) => {
      const period = await this.periods.byId(tx, periodId);
      if (period.status === 'closed') throw periodClosed();
      const input = { periodId: period.id, ...(organisationId === null ? {} : { organisationId }) };
      const job = { kind: CALL_MATCHING, input, dryRun: query.dryRun === 'true' };
      const body = await this.queue.enqueue(tx, actor, this.clock.now(), job);
      return { body, status: HttpStatus.ACCEPTED };
    });
    return this.answers.accepted(actor, jobId, creation.request, creation.reply);
  }
}
