import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { tokyoDay } from '../../shared/tokyo-time';
import { AuditLog } from '../../audit/audit-log';
import { csvLine, UTF8_MARK } from '../../platform/csv/csv-writer';
import type { Tx } from '../../platform/database/sql';
import { writeWorkbook } from '../../platform/excel/workbook';
import { DirectoryServicesReader } from '../directory-services.reader';
import { exchangeCells, exchangeTitles } from '../domain/exchange-columns';

export interface ExportedDirectory {
  readonly fileName: string;
  readonly bytes: Buffer;
}

/** Titles first. */
type Table = readonly (readonly string[])[];

const WIDTH = 18;

@Injectable()
export class DirectoryExports {
  constructor(
    private readonly reader: DirectoryServicesReader,
    private readonly audit: AuditLog,
  ) {}

  /** Services that are offered or will be; retired ones stay out. */
  async table(tx: Tx, actor: Actor, now: Date): Promise<Table> {
    const today = tokyoDay(now);
    const services = (await this.reader.all(tx)).filter(({ status }) => status === 'active');
    await this.audit.record(tx, actor, now, {
      action: 'directory.exported',
      objectType: 'directory',
      objectId: 'services',
      detail: { services: services.length },
    });
    return [exchangeTitles(), ...services.map((service) => exchangeCells(service, today))];
  }

  async csv(tx: Tx, actor: Actor, now: Date): Promise<ExportedDirectory> {
    const table = await this.table(tx, actor, now);
    const text = UTF8_MARK + table.map(csvLine).join('');
    return { fileName: `${nameOf(now)}.csv`, bytes: Buffer.from(text, 'utf8') };
  }

  async workbook(table: Table, now: Date): Promise<ExportedDirectory> {
    const bytes = await writeWorkbook({
      title: 'つなぎ先名簿',
      creator: 'Tsunagi',
      asOf: now,
      sheets: [
        {
          name: 'つなぎ先',
          anchor: 'directory',
          widths: (table[0] ?? []).map(() => WIDTH),
          header: { first: 1, last: 1 },
          merges: [],
          rows: table.map((cells, at) => ({
            style: at === 0 ? 'header' : 'text',
            cells: cells.map((value) => ({ value })),
          })),
        },
      ],
    });
    return { fileName: `${nameOf(now)}.xlsx`, bytes };
  }
}

function nameOf(now: Date): string {
  return `つなぎ先名簿_${tokyoDay(now)}`;
}
