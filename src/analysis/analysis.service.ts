import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../shared/actor';
import { formatTokyo } from '../shared/tokyo-time';
import { AuditLog } from '../audit/audit-log';
import type { Tx } from '../platform/database/sql';
import { writeWorkbook } from '../platform/excel/workbook';
import { AnalysisReader } from './analysis.reader';
import type { AnalysisReport } from './domain/analysis-report';
import { analysisWorkbook } from './sheets/analysis-workbook';

export interface ExportedWorkbook {
  readonly fileName: string;
  readonly bytes: Buffer;
  readonly report: AnalysisReport;
}

@Injectable()
export class AnalysisService {
  constructor(
    private readonly reader: AnalysisReader,
    private readonly audit: AuditLog,
  ) {}

  /** Takes seconds for a large period, so no transaction of the operational schema waits for it. */
  async buildWorkbook(periodId: string, now: Date): Promise<ExportedWorkbook> {
    const report = await this.reader.all(periodId, now);
    const bytes = await writeWorkbook(analysisWorkbook(report));
    return { fileName: `集計_${report.period.label}.xlsx`, bytes, report };
  }

  /** Figures leave the house: who took which tables, in which state, stays on record before a byte is sent. */
  recordExport(tx: Tx, actor: Actor, now: Date, { bytes, report }: ExportedWorkbook): Promise<void> {
    return this.audit.record(tx, actor, now, {
      action: 'analysis.exported',
      objectType: 'period',
      objectId: report.period.id,
      detail: {
        format: 'xlsx',
        asOf: formatTokyo(report.asOf),
        tables: report.tables.map(({ table, definitionVersion }) => `${table}/${definitionVersion}`),
        sha256: createHash('sha256').update(bytes).digest('hex'),
      },
    });
  }
}
