import { Injectable } from '@nestjs/common';
import { notFound } from '../../shared/domain-error';
import { formatTokyo } from '../../shared/tokyo-time';
import { firstRow, rows, type Tx } from '../database/sql';
import { type Page, type PageQuery, readCursor, toPage } from '../http/page';
import type { JobCounts, JobFailure, JobProgress, JobStatus } from './job';
import { JobOutputsReader } from './job-outputs.reader';
import type { JobFaultView, JobOutputView, JobView } from './jobs.dto';

interface JobRow {
  readonly id: string;
  readonly kind: string;
  readonly status: JobStatus;
  readonly dry_run: boolean;
  readonly progress_done: bigint | null;
  readonly progress_total: bigint | null;
  readonly progress: JobProgress | null;
  readonly counts: Partial<JobCounts>;
  readonly failure: JobFailure | null;
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
}

const NOTHING: JobCounts = { rows: 0, added: 0, unchanged: 0, rejected: 0 };

@Injectable()
export class JobsReader {
  constructor(private readonly outputs: JobOutputsReader) {}

  async byId(tx: Tx, id: string): Promise<JobView> {
    const job = await firstRow<JobRow>(
      tx,
      `SELECT j.id, j.kind, j.status, (j.input ->> 'dryRun')::boolean AS dry_run, j.progress_total, j.counts,
              CASE j.status WHEN 'succeeded' THEN j.progress_total WHEN 'running' THEN p.bytes_done END AS progress_done,
              p.progress, j.failure, j.created_at, j.started_at, j.finished_at
       FROM job AS j LEFT JOIN job_pulse AS p ON p.job_id = j.id WHERE j.id = $1`,
      [id],
    );
    if (!job) throw notFound('ジョブ');
    return present(job, await this.outputs.list(tx, id));
  }

  /** In the order of the file. */
  async faults(tx: Tx, jobId: string, query: PageQuery): Promise<Page<JobFaultView>> {
    const cursor = readCursor(query.cursor, [isRowNumber, () => true, (code) => code.length > 0]);
    const found = await rows<JobFaultView>(
      tx,
      `SELECT f.row_number AS row, f.column_name AS "column", f.code, f.message
       FROM job_fault AS f
       WHERE f.job_id = $1 AND ($2::integer IS NULL OR (f.row_number, f.column_name, f.code) > ($2, $3, $4))
       ORDER BY f.row_number, f.column_name, f.code LIMIT $5`,
      [jobId, ...(cursor ?? [null, null, null]), query.limit + 1],
    );
    return toPage(
      found,
      query.limit,
      (fault) => [String(fault.row), fault.column, fault.code],
      (fault) => fault,
    );
  }
}

function present(job: JobRow, outputs: JobOutputView[]): JobView {
  return {
    id: job.id,
    kind: job.kind,
    status: job.status,
    dryRun: job.dry_run,
    progress: {
      done: Number(job.progress_done ?? 0),
      total: job.progress_total === null ? null : Number(job.progress_total),
      phase: job.progress?.phase ?? null,
      figures: job.progress?.figures ?? {},
    },
    counts: { ...NOTHING, ...job.counts },
    failure: job.failure,
    outputs,
    createdAt: formatTokyo(job.created_at),
    startedAt: job.started_at && formatTokyo(job.started_at),
    finishedAt: job.finished_at && formatTokyo(job.finished_at),
  };
}

function isRowNumber(value: string): boolean {
  return /^\d{1,9}$/.test(value);
}
