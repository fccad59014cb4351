import { Controller, HttpCode, HttpStatus, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import { AcceptsFile, uploadedFile } from '../platform/http/uploaded-file';
import { JobAnswers } from '../platform/jobs/job-answers';
import { JobQueue } from '../platform/jobs/job-queue';
import { JobView } from '../platform/jobs/jobs.dto';
import { CallContextReader } from './call-context.reader';
import { CALL_IMPORT } from './call-import.handler';
import { CallImportQuery } from './contacts.dto';

@ApiTags('呼・着信')
@Controller('periods/:id/call-imports')
export class CallImportsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contexts: CallContextReader,
    private readonly queue: JobQueue,
    private readonly answers: JobAnswers,
  ) {}

  @Post()
  @HttpCode(HttpStatus.ACCEPTED)
  @Can('contact.import')
  @AcceptsFile()
  @ApiHeader({ name: 'Prefer', required: false, description: 'wait=N：終わりを最大 N 秒（60 まで）待つ' })
  @ApiAcceptedResponse({ type: JobView })
  async create(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Query() query: CallImportQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView> {
    const input = await this.database.transaction(actor, (tx) =>
      this.contexts.jobInput(tx, periodId, query.carrierId),
    );
    const file = await uploadedFile(request);
    const job = { kind: CALL_IMPORT, input, dryRun: query.dryRun === 'true', file };
    const jobId = await this.queue.admit(file, () =>
      this.database.transaction(actor, (tx) => this.queue.enqueue(tx, actor, this.clock.now(), job)),
    );
    return this.answers.accepted(actor, jobId, request, reply);
  }
}
