import { Controller, HttpCode, HttpStatus, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { AcceptsFile, uploadedFile } from '../../platform/http/uploaded-file';
import { JobAnswers } from '../../platform/jobs/job-answers';
import { JobQueue } from '../../platform/jobs/job-queue';
import { ImportQuery, JobView } from '../../platform/jobs/jobs.dto';
import { CONSULTATION_IMPORT } from './consultation-import.handler';
import { ImportLookupsReader } from './import-lookups.reader';

@ApiTags('相談記録票')
@Controller('periods/:id/consultation-imports')
export class ConsultationImportsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly lookups: ImportLookupsReader,
    private readonly queue: JobQueue,
    private readonly answers: JobAnswers,
  ) {}

  @Post()
  @Can('consultation.import')
  @HttpCode(HttpStatus.ACCEPTED)
  @AcceptsFile()
  @ApiHeader({ name: 'Prefer', required: false, description: 'wait=N：終わりを最大 N 秒（60 まで）待つ' })
  @ApiAcceptedResponse({ type: JobView })
  async upload(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Query() query: ImportQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView> {
    await this.database.transaction(actor, (tx) => this.lookups.openPeriod(tx, periodId));
    const file = await uploadedFile(request);
    const job = { kind: CONSULTATION_IMPORT, input: { periodId }, dryRun: query.dryRun === 'true', file };
    const jobId = await this.queue.admit(file, () =>
      this.database.transaction(actor, (tx) => this.queue.enqueue(tx, actor, this.clock.now(), job)),
    );
    return this.answers.accepted(actor, jobId, request, reply);
  }
}
