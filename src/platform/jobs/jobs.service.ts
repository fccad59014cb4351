import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { DomainError } from '../../shared/domain-error';
import { firstRow, type Tx } from '../database/sql';
import type { JobStatus } from './job';
import { deleteFile } from './job-file';
import { JobTrail } from './job-trail';
import { JobsReader } from './jobs.reader';

@Injectable()
export class JobsService {
  constructor(
    private readonly reader: JobsReader,
    private readonly trail: JobTrail,
  ) {}

  /** A waiting job is gone at once, a running one at its next checkpoint; asking twice is asking once. */
  async cancel(tx: Tx, actor: Actor, now: Date, id: string): Promise<void> {
    const asked = await firstRow<{ status: JobStatus }>(
      tx,
      `UPDATE job SET cancel_requested_at = $2, status = CASE status WHEN 'queued' THEN 'cancelled' ELSE status END,
              finished_at = CASE status WHEN 'queued' THEN $2::timestamptz ELSE finished_at END
       WHERE id = $1 AND status IN ('queued', 'running') AND cancel_requested_at IS NULL RETURNING status`,
      [id, now],
    );
    if (!asked) return this.refuseEnded(tx, id);
    const ended = asked.status === 'cancelled';
    if (ended) await deleteFile(tx, id);
    await this.trail.record(tx, actor, now, {
      action: ended ? 'job.cancelled' : 'job.cancellation_requested',
      objectType: 'job',
      objectId: id,
      detail: {},
    });
  }

  private async refuseEnded(tx: Tx, id: string): Promise<void> {
    const { status } = await this.reader.byId(tx, id);
    if (status === 'succeeded' || status === 'failed') {
      throw new DomainError('conflict', 'job_ended', '処理は既に終わっているため、取り消せません。');
    }
  }
}
