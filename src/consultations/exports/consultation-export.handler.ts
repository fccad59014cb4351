import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { tokyoDay } from '../../shared/tokyo-time';
import { AuditLog } from '../../audit/audit-log';
import { csvLine, UTF8_MARK } from '../../platform/csv/csv-writer';
import type { Tx } from '../../platform/database/sql';
import type { JobCounts, JobHandler, JobInput, RunningJob } from '../../platform/jobs/job';
import { JobHandlers } from '../../platform/jobs/job-handlers';
import { storeOutput } from '../../platform/jobs/job-output';
import { exportTable } from '../domain/export-table';
import { ExportReader, type ExportSelection, type ExportShare } from './export.reader';

export const CONSULTATION_EXPORT = 'consultation-export';

/** A batch must fit into memory whatever people wrote: a sheet may hold megabytes of words, most hold next to none. */
const SHEETS_AT_ONCE = 200;
const BYTES_AT_ONCE = 4 * 1024 * 1024;

interface ExportOrder extends ExportSelection {
  readonly withNarratives: boolean;
  readonly purpose: string | null;
}

/** Writes sheets as a CSV that the import of sheets takes back. */
@Injectable()
export class ConsultationExportHandler implements JobHandler, OnModuleInit {
  readonly kind = CONSULTATION_EXPORT;
  readonly readsForRequester = true;

  constructor(
    private readonly handlers: JobHandlers,
    private readonly reader: ExportReader,
    private readonly audit: AuditLog,
  ) {}

  onModuleInit(): void {
    this.handlers.add(this);
  }

  async run(tx: Tx, actor: Actor, now: Date, job: RunningJob): Promise<JobCounts> {
    const order = readOrder(job.input);
    const shares = await this.reader.shares(tx, order);
    const tally = { sheets: 0 };
    await storeOutput(tx, now, job.id, {
      kind: 'result',
      fileName: `相談記録票_${tokyoDay(now)}.csv`,
      mediaType: 'text/csv; charset=utf-8',
      permission: order.withNarratives ? 'consultation.read' : 'consultation.export',
      content: this.lines(tx, job, order, { shares, tally }),
    });
    for (const share of shares) await this.record(tx, actor, now, { jobId: job.id, order, share });
    return { rows: tally.sheets, added: 0, unchanged: tally.sheets, rejected: 0 };
  }

  private async *lines(
    tx: Tx,
    job: RunningJob,
    order: ExportOrder,
    { shares, tally }: Progress,
  ): AsyncGenerator<string> {
    const table = exportTable(await this.reader.versions(tx, order), order.withNarratives);
    const { withNarratives } = order;
    const batch = { sheets: SHEETS_AT_ONCE, bytes: BYTES_AT_ONCE, withNarratives };
    yield UTF8_MARK + csvLine(table.titles);
    for (const share of shares) {
      for (let after: number | undefined = 0; after !== undefined;) {
        const sheets = await this.reader.sheets(tx, share, after, batch);
        yield sheets.map((sheet) => csvLine(table.cells(sheet))).join('');
        after = sheets.at(-1)?.recordNo;
        tally.sheets += sheets.length;
        await job.checkpoint(tally.sheets);
      }
    }
  }

  private record(tx: Tx, actor: Actor, now: Date, { jobId, order, share }: ExportedShare): Promise<void> {
    const { withNarratives, purpose } = order;
    const { periodId, organisationId, sheets } = share;
    return this.audit.record(tx, actor, now, {
      action: 'consultation.exported',
      objectType: 'job',
      objectId: jobId,
      organisationId,
      detail: { periodId, sheets, withNarratives, purpose },
    });
  }
}

interface Progress {
  readonly shares: readonly ExportShare[];
  readonly tally: { sheets: number };
}

interface ExportedShare {
  readonly jobId: string;
  readonly order: ExportOrder;
  readonly share: ExportShare;
}

function readOrder(input: JobInput): ExportOrder {
  const periodIds = input['periodIds']?.split(',');
  if (!periodIds) throw new Error('an export of sheets needs its periods');
  return {
    periodIds,
    organisationId: input['organisationId'] ?? null,
    withNarratives: input['withNarratives'] === 'true',
    purpose: input['purpose'] ?? null,
  };
}
