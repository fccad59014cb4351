import { Controller, HttpCode, HttpStatus, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../../shared/actor';
import { Can, CurrentActor } from '../../../platform/authz/can.decorator';
import { Clock } from '../../../platform/clock/clock';
import { Database } from '../../../platform/database/database';
import { AcceptsFile, uploadedFile } from '../../../platform/http/uploaded-file';
import { JobAnswers } from '../../../platform/jobs/job-answers';
import { JobQueue } from '../../../platform/jobs/job-queue';
import { JobView } from '../../../platform/jobs/jobs.dto';
import { organisationOf } from '../sheet-address';
import { WishFrameReader } from './wish-frame.reader';
import { WISH_IMPORT } from './wish-import.handler';
import { WishImportQuery } from './wish-workbook.dto';

@ApiTags('希望')
@Controller('periods/:id/availability-imports')
export class WishImportsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly frames: WishFrameReader,
    private readonly queue: JobQueue,
    private readonly answers: JobAnswers,
  ) {}

  @Post()
  @Can('availability.collect')
  @HttpCode(HttpStatus.ACCEPTED)
  @AcceptsFile()
  @ApiHeader({ name: 'Prefer', required: false, description: 'wait=N：終わりを最大 N 秒（60 まで）待つ' })
  @ApiAcceptedResponse({ type: JobView })
  async upload(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Query() query: WishImportQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView> {
    const organisationId = organisationOf(actor, query.organisationId);
    // The job works over all organisations' rows; whether this one is the sender's to fill is asked here.
    await this.database.transaction(actor, (tx) => this.frames.frame(tx, periodId, organisationId));
    const file = await uploadedFile(request);
    const input = { periodId, organisationId };
    const job = { kind: WISH_IMPORT, input, dryRun: query.dryRun === 'true', file };
    const jobId = await this.queue.admit(file, () =>
      this.database.transaction(actor, (tx) => this.queue.enqueue(tx, actor, this.clock.now(), job)),
    );
    return this.answers.accepted(actor, jobId, request, reply);
  }
}
