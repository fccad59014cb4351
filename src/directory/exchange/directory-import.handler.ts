import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { tokyoDay } from '../../shared/tokyo-time';
import { type CsvRow, readCsv } from '../../platform/csv/csv-reader';
import type { Tx } from '../../platform/database/sql';
import type { JobCounts, JobHandler, RunningJob } from '../../platform/jobs/job';
import { JobHandlers } from '../../platform/jobs/job-handlers';
import { EXCHANGE_COLUMNS, type ExchangeKey, exchangeTitle } from '../domain/exchange-columns';
import { readExchangeRow } from '../domain/read-exchange-row';
import {
  type DirectoryIntake,
  DirectoryIntakes,
  type IntakeContext,
  type TakenRow,
} from './directory-intake';
import { fileAsCsv } from './file-as-csv';

export const DIRECTORY_IMPORT = 'directory-import';

/** Takes a list of services into the directory, from CSV or from a workbook. */
@Injectable()
export class DirectoryImportHandler implements JobHandler, OnModuleInit {
  readonly kind = DIRECTORY_IMPORT;

  constructor(
    private readonly handlers: JobHandlers,
    private readonly intakes: DirectoryIntakes,
  ) {}

  onModuleInit(): void {
    this.handlers.add(this);
  }

  async run(tx: Tx, actor: Actor, now: Date, job: RunningJob): Promise<JobCounts> {
    // Two files at a time would not see each other's numbers.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('directory-import', 0))`);
    const intake = await this.intakes.open(tx, tokyoDay(now));
    const counts = { rows: 0, added: 0, unchanged: 0, rejected: 0 };
    for await (const block of readCsv(fileAsCsv(job), EXCHANGE_COLUMNS)) {
      for (const row of block.rows) {
        const { outcome, faults } = await takeRow(intake, row, { tx, actor, now });
        counts.rows += 1;
        counts[outcome] += 1;
        for (const { column, code, message } of faults)
          job.faults.add({ row: row.number, column: exchangeTitle(column), code, message });
      }
      await job.checkpoint(block.bytesRead);
    }
    return counts;
  }
}

async function takeRow(
  intake: DirectoryIntake,
  row: CsvRow<ExchangeKey>,
  context: IntakeContext,
): Promise<TakenRow> {
  if (row.fault) return { outcome: 'rejected', faults: [{ column: '', ...row.fault }] };
  const read = readExchangeRow(row);
  if (read.faults) return { outcome: 'rejected', faults: read.faults };
  return intake.take(context, read.row);
}
