import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '../shared/actor';
import { type CsvRow, readCsv } from '../platform/csv/csv-reader';
import type { Tx } from '../platform/database/sql';
import type { FaultReport } from '../platform/jobs/fault-report';
import type { JobCounts, JobHandler, JobInput, RunningJob } from '../platform/jobs/job';
import { JobHandlers } from '../platform/jobs/job-handlers';
import { CallContextReader } from './call-context.reader';
import { CallBatch, CallStaging } from './call-staging';
import { callerHashing, type CallerHash } from './caller-hash';
import { CarriersReader } from './carriers/carriers.reader';
import { columnTitle } from './domain/call-columns';
import { type CarrierReading, carrierReading } from './domain/carrier-layout';
import { hideCaller } from './domain/hide-caller';
import { callRowReader } from './domain/read-call-row';

export const CALL_IMPORT = 'call-import';

/** Large enough for COPY to pay, small enough to stay out of the way of memory and cancellation. */
const ROWS_AT_ONCE = 20_000;

/** Takes a carrier's file of calls into a period. */
@Injectable()
export class CallImportHandler implements JobHandler, OnModuleInit {
  readonly kind = CALL_IMPORT;
  readonly rejected = {
    permission: 'contact.import',
    layout: async (tx: Tx, input: JobInput) => {
      const { columns, ...reading } = await this.carrierOf(tx, input);
      return { columns, reading, keep: hideCaller };
    },
  } as const;

  constructor(
    private readonly handlers: JobHandlers,
    private readonly contexts: CallContextReader,
    private readonly carriers: CarriersReader,
  ) {}

  onModuleInit(): void {
    this.handlers.add(this);
  }

  async run(tx: Tx, _actor: Actor, now: Date, job: RunningJob): Promise<JobCounts> {
    const periodId = job.input['periodId'];
    if (periodId === undefined) throw new Error('a call import needs its period');
    const carrier = await this.carrierOf(tx, job.input);
    const context = await this.contexts.load(tx, periodId);
    const readRow = callRowReader({
      ...context,
      codes: carrier.codes(context.codes),
      stamp: carrier.stamp(),
    });
    const hash = await callerHashing(tx, now, periodId);
    const staging = await CallStaging.open(tx, { periodId, jobId: job.id });
    const intake = new CallIntake({ readRow, carrier, hash, staging, faults: job.faults });
    try {
      for await (const block of readCsv(job.readFile(), carrier.columns, carrier)) {
        for (const row of block.rows) intake.take(row);
        await intake.storeWhenFull();
        await job.checkpoint(block.bytesRead);
      }
      return await intake.finish();
    } finally {
      await intake.settle();
    }
  }

  /** The layout that the file was sent in with; without one, our own form. */
  private async carrierOf(tx: Tx, input: JobInput): Promise<CarrierReading> {
    const { carrierId, carrierVersion } = input;
    if (carrierId === undefined) return carrierReading(null);
    return carrierReading(await this.carriers.layout(tx, carrierId, Number(carrierVersion)));
  }
}

type FileColumn = CarrierReading['columns'][number]['key'];

interface IntakeTools {
  readonly readRow: ReturnType<typeof callRowReader>;
  readonly carrier: CarrierReading;
  readonly hash: CallerHash;
  readonly staging: CallStaging;
  readonly faults: FaultReport;
}

/** Reads the next rows while the database stores the ones before. */
class CallIntake {
  private batch = new CallBatch();
  private storing: Promise<void> = Promise.resolve();
  private readonly counts = { rows: 0, added: 0, unchanged: 0, rejected: 0 };

  constructor(private readonly tools: IntakeTools) {}

  take(row: CsvRow<FileColumn>): void {
    const { readRow, carrier, hash } = this.tools;
    this.counts.rows += 1;
    if (row.fault) {
      this.reject(row.number, [{ column: '', ...row.fault }]);
      return;
    }
    const { call, faults } = readRow(carrier.cells(row));
    if (faults) this.reject(row.number, faults);
    else this.batch.add(row.number, call, hash(call.callerNumber));
  }

  async storeWhenFull(): Promise<void> {
    if (this.batch.size >= ROWS_AT_ONCE) await this.store();
  }

  async finish(): Promise<JobCounts> {
    if (this.batch.size > 0) await this.store();
    await this.storing;
    return this.counts;
  }

  /** The connection must be quiet before the transaction ends, also when reading failed. */
  async settle(): Promise<void> {
    await Promise.allSettled([this.storing]);
  }

  private async store(): Promise<void> {
    await this.storing;
    const { batch } = this;
    this.batch = new CallBatch();
    this.storing = this.tools.staging.store(batch).then(({ added, unchanged, differing }) => {
      this.counts.added += added;
      this.counts.unchanged += unchanged;
      for (const { row, isInFile } of differing) this.reject(row, [isInFile ? CONTRADICTS : DIFFERS]);
      return undefined;
    });
    // Awaited before the next stretch is stored; until then a failure is not an unhandled one.
    this.storing.catch(() => undefined);
  }

  private reject(row: number, faults: readonly Omit<RowComplaint, 'row'>[]): void {
    this.counts.rejected += 1;
    const { carrier, faults: report } = this.tools;
    for (const fault of faults) report.add({ row, ...fault, column: carrier.titleOf(fault.column) });
  }
}

type RowComplaint = Parameters<FaultReport['add']>[0];

const CONTRADICTS = {
  column: columnTitle('carrierNo'),
  code: 'differs_in_file',
  message: '同じファイルの前の行に、同じ呼番号とレグで異なる内容の呼があります。',
};
const DIFFERS = {
  column: columnTitle('carrierNo'),
  code: 'differs_from_stored',
  message: '同じ呼番号とレグの呼が、異なる内容で既に登録されています。',
};
