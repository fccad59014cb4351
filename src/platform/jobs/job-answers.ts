import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../shared/actor';
import { Database } from '../database/database';
import { JobRunner } from './job-runner';
import type { JobView } from './jobs.dto';
import { JobsReader } from './jobs.reader';

const LONGEST_WAIT_S = 60;
const LOOK_MS = 100;

/** The answer to a request that became a job. */
@Injectable()
export class JobAnswers implements OnModuleDestroy {
  private stopping = false;

  constructor(
    private readonly database: Database,
    private readonly reader: JobsReader,
    private readonly runner: JobRunner,
  ) {}

  /** Call after the commit: starts the job and waits for its end as long as the client prefers (RFC 7240 `wait`). */
  async accepted(
    actor: Actor,
    jobId: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<JobView> {
    this.runner.wake();
    void reply.header('Location', `/api/v1/jobs/${jobId}`);
    const seconds = secondsToWait(request.headers['prefer']);
    if (seconds > 0) void reply.header('Preference-Applied', `wait=${seconds}`);
    return this.whenEnded(actor, jobId, seconds * 1000);
  }

  onModuleDestroy(): void {
    this.stopping = true;
  }

  private async whenEnded(actor: Actor, jobId: string, milliseconds: number): Promise<JobView> {
    for (let left = milliseconds; ; left -= LOOK_MS) {
      const job = await this.database.transaction(actor, (tx) => this.reader.byId(tx, jobId));
      if (job.finishedAt !== null || left <= 0 || this.stopping) return job;
      await pause(LOOK_MS);
    }
  }
}

function secondsToWait(prefer: string | string[] | undefined): number {
  const [, seconds = '0'] = /(?:^|[,;\s])wait\s*=\s*"?(\d{1,6})/i.exec([prefer].flat().join(',')) ?? [];
  return Math.min(Number(seconds), LONGEST_WAIT_S);
}
