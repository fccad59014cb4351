import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../shared/actor';
import { Clock } from '../clock/clock';
import { Database } from '../database/database';
import { uploadedFile } from '../http/uploaded-file';
import { JobAnswers } from './job-answers';
import { JobQueue } from './job-queue';
import type { JobView } from './jobs.dto';

/** Takes in a file that is a job's whole input, and answers with the job. */
@Injectable()
export class FileJobs {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly queue: JobQueue,
    private readonly answers: JobAnswers,
  ) {}

  async take(
    actor: Actor,
    { kind, dryRun }: { readonly kind: string; readonly dryRun: boolean },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<JobView> {
    const file = await uploadedFile(request);
    const job = { kind, input: {}, dryRun, file };
    const jobId = await this.queue.admit(file, () =>
      this.database.transaction(actor, (tx) => this.queue.enqueue(tx, actor, this.clock.now(), job)),
    );
    return this.answers.accepted(actor, jobId, request, reply);
  }
}
