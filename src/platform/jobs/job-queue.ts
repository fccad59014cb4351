import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../shared/actor';
import type { Tx } from '../database/sql';
import { Turnstile } from '../http/turnstile';
import type { UploadedFile } from '../http/uploaded-file';
import type { JobInput } from './job';
import { storeFile } from './job-file';
import { JobTrail } from './job-trail';

export interface NewJob {
  readonly kind: string;
  readonly input: JobInput;
  /** Does everything and keeps nothing but the report. */
  readonly dryRun: boolean;
  readonly file?: UploadedFile;
  /** What progress counts up to when there is no file. */
  readonly total?: number;
}

@Injectable()
export class JobQueue {
  /** An upload holds a database connection while its file arrives; the rest of the pool stays for everybody else. */
  private readonly uploads = new Turnstile(6, 0, {
    code: 'too_many_uploads',
    message: 'ファイルの受付が混み合っています。少し待ってからもう一度送ってください。',
  });

  constructor(private readonly trail: JobTrail) {}

  /** Runs the work that takes in a file, if there is a place for one more upload. */
  async admit<T>(file: UploadedFile, work: () => Promise<T>): Promise<T> {
    try {
      return await this.uploads.pass(work);
    } catch (error) {
      file.discard();
      throw error;
    }
  }

  /** Puts a job with its file into the queue; it can be claimed once `tx` is committed. Returns its id. */
  async enqueue(tx: Tx, actor: Actor, now: Date, job: NewJob): Promise<string> {
    const id = uuidv7();
    const { kind, dryRun } = job;
    await tx.query(
      `INSERT INTO job (id, kind, organisation_id, account_id, scope, request_id, input, status, created_at, progress_total)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 'queued', $8, $9)`,
      [
        id,
        kind,
        actor.organisationId,
        actor.accountId,
        actor.scope,
        actor.requestId,
        JSON.stringify({ dryRun, parameters: job.input }),
        now,
        job.total ?? null,
      ],
    );
    if (job.file) {
      const size = await storeFile(tx, id, job.file.read());
      await tx.query(`UPDATE job SET progress_total = $2 WHERE id = $1`, [id, size]);
    }
    await this.trail.record(tx, actor, now, {
      action: 'job.requested',
      objectType: 'job',
      objectId: id,
      detail: { kind, dryRun, ...job.input },
    });
    return id;
  }
}
