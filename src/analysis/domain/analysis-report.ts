import type { Interval } from '../../shared/interval';
import type { AnalysisTable } from './analysis-table';

/** All tables of a period from one state of the data. */
export interface AnalysisReport {
  readonly period: { readonly id: string; readonly label: string; readonly span: Interval };
  /** When the data was read. */
  readonly asOf: Date;
  readonly tables: readonly AnalysisTable[];
}
