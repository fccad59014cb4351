import type { StatisticsReader } from '../../platform/database/statistics-database';
import { base, type Column, type Row, type TableContent } from '../domain/analysis-table';
import { isKnown, listCodes, noteUnlisted, subtotal, total } from '../domain/code-rows';
import { listOf, type PeriodFrame } from '../domain/period-frame';
import { percent } from '../domain/ratio';
import { countRows, defineTable } from './define-table';

interface Callers {
  readonly relation: string;
  readonly records: number;
}

const SQL = `
  SELECT co.caller_relation AS relation, count(*) AS records
  FROM statistics.consultation AS co
  WHERE co.period_id = $1 AND co.in_period
  GROUP BY co.caller_relation`;

const COLUMNS: readonly Column[] = [
  { key: 'records', label: '相談記録', kind: 'count' },
  { key: 'shareAll', label: '構成比（％）', kind: 'ratio' },
  { key: 'shareKnown', label: '構成比（不明を除く％）', kind: 'ratio' },
];

export const callerRelationTable = defineTable<readonly Callers[]>({
  table: 'T22',
  definitionVersion: 1,
  title: { ja: '相談者の立場別', en: 'Who called' },
  definition: {
    ja: '相談記録を、悩みを抱える対象者から見た相談者の立場で数える。不明は行として残し、構成比は全体に対するものと不明を除いたものを示す。',
    en: 'Records by what the caller is to the person concerned. Unknown stays as a row; shares are given over all records and over those that are known.',
  },

  read(reader: StatisticsReader, frame: PeriodFrame): Promise<readonly Callers[]> {
    return countRows<Callers>(reader, SQL, [frame.id]);
  },

  build(frame: PeriodFrame, callers: readonly Callers[]): TableContent {
    const byRelation = new Map(callers.map((row) => [row.relation, row.records]));
    const all = total(byRelation.values());
    const known = total(callers.filter((row) => isKnown(row.relation)).map((row) => row.records));
    const rows = listCodes(listOf(frame, 'caller_relation'), byRelation.keys()).map((relation): Row => {
      const records = byRelation.get(relation.code) ?? 0;
      return {
        ...relation,
        values: {
          records,
          shareAll: percent(records, all),
          ...(isKnown(relation.code) ? { shareKnown: percent(records, known) } : {}),
        },
      };
    });
    return {
      base: base('R', all),
      otherBases: [{ code: 'R_known_relation', label: '立場の分かる相談記録', count: known }],
      columns: COLUMNS,
      rows,
      totals: [subtotal('total', '合計', { records: all, shareAll: percent(all, all) })],
      notes: noteUnlisted(rows),
    };
  },
});
