import type { WorkbookModel } from '../../platform/excel/workbook-model';
import type { AnalysisReport } from '../domain/analysis-report';
import { contentsSheet, coverSheet, definitionsSheet } from './front.sheets';
import { tableSheet } from './table.sheet';

export function analysisWorkbook(report: AnalysisReport): WorkbookModel {
  return {
    title: `${report.period.label} 集計`,
    creator: 'Tsunagi',
    asOf: report.asOf,
    sheets: [
      coverSheet(report),
      contentsSheet(report),
      definitionsSheet(report),
      ...report.tables.map((table) => tableSheet(report, table)),
    ],
  };
}
