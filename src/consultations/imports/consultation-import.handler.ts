import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { AuditLog } from '../../audit/audit-log';
import { readCsv } from '../../platform/csv/csv-reader';
import type { Tx } from '../../platform/database/sql';
import type { JobCounts, JobHandler, JobInput, RunningJob } from '../../platform/jobs/job';
import { JobHandlers } from '../../platform/jobs/job-handlers';
import { sheetRowReader } from '../domain/read-sheet-row';
import { columnTitles, type SheetColumn, sheetColumns } from '../domain/sheet-columns';
import { SheetStore } from '../sheet-store';
import { ImportLookupsReader } from './import-lookups.reader';
import { OriginalsReader } from './originals.reader';
import { SheetBatches } from './sheet-batches';
import { SheetFileIntake } from './sheet-file-intake';

export const CONSULTATION_IMPORT = 'consultation-import';

/** Files the sheets of a CSV file, those of any participating organisation. */
@Injectable()
export class ConsultationImportHandler implements JobHandler, OnModuleInit {
  readonly kind = CONSULTATION_IMPORT;
  readonly rejected = {
    permission: 'consultation.import',
    layout: async (tx: Tx, input: JobInput) => ({
      columns: await this.columns(tx, periodOf(input)),
      reading: {},
      keep: (cell: string) => cell,
    }),
  } as const;

  constructor(
    private readonly handlers: JobHandlers,
    private readonly lookups: ImportLookupsReader,
    private readonly originals: OriginalsReader,
    private readonly store: SheetStore,
    private readonly audit: AuditLog,
  ) {}

  onModuleInit(): void {
    this.handlers.add(this);
  }

  async run(tx: Tx, actor: Actor, now: Date, job: RunningJob): Promise<JobCounts> {
    const periodId = periodOf(job.input);
    await oneAtATime(tx, periodId);
    const context = await this.lookups.context(tx, periodId);
    const columns = sheetColumns(context.versions.map((version) => version.index));
    const filed = await this.lookups.filed(tx, periodId);
    const target = { periodId, writtenBy: actor.accountId, now, filed };
    const batches = new SheetBatches(tx, target, this.lookups, this.originals, this.store);
    const readRow = sheetRowReader({ ...context, now });
    const intake = new SheetFileIntake({
      readRow,
      columnTitle: columnTitles(columns),
      batches,
      faults: job.faults,
    });
    try {
      for await (const block of readCsv(job.readFile(), columns)) {
        for (const row of block.rows) intake.take(row);
        await intake.storeWhenFull(block.bytesRead);
        await job.checkpoint(block.bytesRead);
      }
      const counts = await intake.finish();
      await this.record(tx, actor, now, { jobId: job.id, periodId, addedTo: batches.addedTo });
      return counts;
    } finally {
      await intake.settle();
    }
  }

  /** Whoever takes a number waits for whoever took the one before: that must be short. */
  async conclude(tx: Tx, input: JobInput): Promise<void> {
    await this.store.numberImported(tx, periodOf(input));
  }

  private async columns(tx: Tx, periodId: string): Promise<SheetColumn[]> {
    const { versions } = await this.lookups.context(tx, periodId);
    return sheetColumns(versions.map((version) => version.index));
  }

  private async record(tx: Tx, actor: Actor, now: Date, done: FinishedImport): Promise<void> {
    for (const [organisationId, added] of done.addedTo) {
      await this.audit.record(tx, actor, now, {
        action: 'consultation.imported',
        objectType: 'job',
        objectId: done.jobId,
        organisationId,
        detail: { periodId: done.periodId, added },
      });
    }
  }
}

interface FinishedImport {
  readonly jobId: string;
  readonly periodId: string;
  readonly addedTo: ReadonlyMap<string, number>;
}

function periodOf(input: JobInput): string {
  const periodId = input['periodId'];
  if (periodId === undefined) throw new Error('an import of sheets needs its period');
  return periodId;
}

/** Two files into one period would not see each other's record numbers. */
async function oneAtATime(tx: Tx, periodId: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [
    `consultation-import/${periodId}`,
  ]);
}
