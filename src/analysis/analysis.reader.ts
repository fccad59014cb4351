import { Injectable } from '@nestjs/common';
import { notFound } from '../shared/domain-error';
import { StatisticsDatabase } from '../platform/database/statistics-database';
import type { AnalysisReport } from './domain/analysis-report';
import { PeriodFrameReader } from './period-frame.reader';
import type { TableDefinition } from './tables/define-table';
import { tableByCode, TABLES } from './tables/table-registry';

@Injectable()
export class AnalysisReader {
  constructor(
    private readonly statistics: StatisticsDatabase,
    private readonly frames: PeriodFrameReader,
  ) {}

  /** The period alone, to name what there is. */
  empty(periodId: string, asOf: Date): Promise<AnalysisReport> {
    return this.report(periodId, asOf, []);
  }

  one(periodId: string, tableCode: string, asOf: Date): Promise<AnalysisReport> {
    const definition = tableByCode(tableCode);
    if (!definition) throw notFound('集計表');
    return this.report(periodId, asOf, [definition]);
  }

  all(periodId: string, asOf: Date): Promise<AnalysisReport> {
    return this.report(periodId, asOf, TABLES);
  }

  /** Every table sees the same state of the data, so that those with one base agree. */
  private report(
    periodId: string,
    asOf: Date,
    definitions: readonly TableDefinition[],
  ): Promise<AnalysisReport> {
    return this.statistics.read(async (reader) => {
      const frame = await this.frames.byId(reader, periodId);
      const tables = [];
      for (const definition of definitions) tables.push(await definition.compute(reader, frame));
      return { period: { id: frame.id, label: frame.label, span: frame.span }, asOf, tables };
    });
  }
}
