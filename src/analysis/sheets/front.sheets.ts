import { formatTokyo } from '../../shared/tokyo-time';
import type { SheetModel } from '../../platform/excel/workbook-model';
import type { AnalysisReport } from '../domain/analysis-report';
import { EMPTY_ROW, sentence, sheetRow, wrapped } from './sheet-rows';
import { anchorOf, sheetName } from './table.sheet';

const COVER_WIDTHS = [24, 80];
const CONTENTS_WIDTHS = [10, 34, 34, 14, 12];
const DEFINITION_WIDTHS = [10, 22, 70, 70];

const READING = [
  ['期', '開始の瞬間を含み、終了の瞬間を含まない。時刻は日本時間。'],
  [
    '割合・平均',
    '四捨五入して小数第1位まで（1件あたりの選択数は第2位まで、分:秒は秒まで）。分子・分母を横に示す。',
  ],
  ['n/a', 'この期に提供がなかった、または区分から作れない値。0 件ではない。'],
  ['－', '母数が 0 件のため計算できない率・平均。'],
  ['空欄', 'その行にはない指標。'],
  ['不明', '分からないものは不明として数え、除かない。不明を除いた割合は別の列に示す。'],
] as const;

export function coverSheet(report: AnalysisReport): SheetModel {
  const { period, asOf } = report;
  return {
    name: '表紙',
    anchor: 'top_cover',
    widths: COVER_WIDTHS,
    merges: [],
    rows: [
      sentence('孤独・孤立相談ダイヤル 実施期の集計', COVER_WIDTHS, 'title'),
      EMPTY_ROW,
      sheetRow('text', ['実施期', period.label]),
      sheetRow('text', ['開始', formatTokyo(period.span.from)]),
      sheetRow('text', ['終了', formatTokyo(period.span.until)]),
      sheetRow('text', ['データ時点', formatTokyo(asOf)]),
      sheetRow('text', ['表の数', report.tables.length]),
      EMPTY_ROW,
      sentence('読み方', COVER_WIDTHS, 'title'),
      ...READING.map((texts) => wrapped(texts, COVER_WIDTHS)),
    ],
  };
}

export function contentsSheet({ tables }: AnalysisReport): SheetModel {
  return {
    name: '目次',
    anchor: 'top_contents',
    widths: CONTENTS_WIDTHS,
    header: { first: 2, last: 2 },
    merges: [],
    rows: [
      sentence('目次', CONTENTS_WIDTHS, 'title'),
      sheetRow('header', ['表', '表題', '母数', '母数の件数', '定義の版']),
      ...tables.map((table) => ({
        style: 'body' as const,
        cells: [
          { value: table.table, linkTo: anchorOf(table) },
          { value: sheetName(table), linkTo: anchorOf(table) },
          { value: `${table.base.code} ${table.base.label}` },
          { value: table.base.count, format: '#,##0' },
          { value: table.definitionVersion },
        ],
      })),
    ],
  };
}

export function definitionsSheet({ tables }: AnalysisReport): SheetModel {
  return {
    name: '定義',
    anchor: 'top_definitions',
    widths: DEFINITION_WIDTHS,
    header: { first: 2, last: 2 },
    merges: [],
    rows: [
      sentence('定義', DEFINITION_WIDTHS, 'title'),
      sheetRow('header', ['表', '表題', '定義（日本語）', 'Definition (English)']),
      ...tables.map(({ table, title, definition }) =>
        wrapped([table, `${title.ja} / ${title.en}`, definition.ja, definition.en], DEFINITION_WIDTHS),
      ),
    ],
  };
}
