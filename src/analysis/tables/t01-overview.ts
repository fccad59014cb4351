import { seconds } from '../../shared/interval';
import { formatTokyo } from '../../shared/tokyo-time';
import type { StatisticsReader } from '../../platform/database/statistics-database';
import type { Column, TableContent } from '../domain/analysis-table';
import { datesTouched } from '../domain/clock-hours';
import type { PeriodFrame } from '../domain/period-frame';
import { quotient } from '../domain/ratio';
import { countRows, defineTable } from './define-table';

interface Overview {
  readonly organisations: number;
  readonly dutySeconds: number;
  readonly calls: number;
  readonly callsOutside: number;
  readonly records: number;
  readonly recordsOutside: number;
}

const SQL = `
  WITH duty AS (
    SELECT sum(extract(epoch FROM least(d.ends_at, p.ends_at) - greatest(d.starts_at, p.starts_at)))::bigint AS total
    FROM statistics.duty AS d JOIN statistics.period AS p ON p.period_id = d.period_id
    WHERE d.period_id = $1 AND d.starts_at < p.ends_at AND d.ends_at > p.starts_at
  ), calls AS (
    SELECT count(*) FILTER (WHERE c.in_period) AS inside, count(*) FILTER (WHERE NOT c.in_period) AS outside
    FROM statistics.contact AS c WHERE c.period_id = $1 AND c.channel = 'phone' AND c.leg = 1
  ), records AS (
    SELECT count(*) FILTER (WHERE co.in_period) AS inside, count(*) FILTER (WHERE NOT co.in_period) AS outside
    FROM statistics.consultation AS co WHERE co.period_id = $1
  ), bodies AS (
    SELECT count(DISTINCT pa.organisation_id) AS total FROM statistics.participation AS pa WHERE pa.period_id = $1
  )
  SELECT bodies.total AS organisations, coalesce(duty.total, 0) AS "dutySeconds",
         calls.inside AS calls, calls.outside AS "callsOutside",
         records.inside AS records, records.outside AS "recordsOutside"
  FROM duty CROSS JOIN calls CROSS JOIN records CROSS JOIN bodies`;

const COLUMNS: readonly Column[] = [
  { key: 'startsAt', label: '開始', kind: 'instant' },
  { key: 'endsAt', label: '終了', kind: 'instant' },
  { key: 'clockHours', label: '時間数', kind: 'quotient' },
  { key: 'dates', label: 'かかる日付の数', kind: 'count' },
  { key: 'organisations', label: '団体数', kind: 'count' },
  { key: 'dutyHours', label: '延べシフト時間（予定）', kind: 'quotient' },
  { key: 'calls', label: '総呼数（電話）', kind: 'count' },
  { key: 'records', label: '相談記録件数', kind: 'count' },
];

export const overviewTable = defineTable<Overview>({
  table: 'T01',
  definitionVersion: 1,
  title: { ja: '実施概要', en: 'Overview of the period' },
  definition: {
    ja: '期は開始の瞬間を含み終了の瞬間を含まない。時間数＝（終了−開始）÷3600秒。延べシフト時間は、取り消されていない割当の予定時間のうち期の中にある部分の合計（役割・チャネルを問わず、待機を含む）。呼は発信日時、記録は受付開始日時が期の中にあるものを数える。転送先の呼は数えない。下書きと無効の記録は数えない。',
    en: 'A period includes its first instant and excludes its last. Clock hours = (end − start) / 3600 s. Duty hours add the planned time of assignments still in force, as far as it lies inside the period, in every role and channel, standby included. Calls count by the time of dialling, records by the start of reception; further legs of a transferred call, drafts and voided records do not count.',
  },

  async read(reader: StatisticsReader, frame: PeriodFrame): Promise<Overview> {
    const [row] = await countRows<Overview>(reader, SQL, [frame.id]);
    if (!row) throw new Error('aggregates without grouping give one row');
    return row;
  },

  build(frame: PeriodFrame, data: Overview): TableContent {
    return {
      base: { code: 'period', label: '実施期', count: 1 },
      otherBases: [],
      columns: COLUMNS,
      rows: [
        {
          code: 'period',
          label: frame.label,
          kind: 'listed',
          values: {
            startsAt: formatTokyo(frame.span.from),
            endsAt: formatTokyo(frame.span.until),
            clockHours: quotient(seconds(frame.span), 3600),
            dates: datesTouched(frame.span),
            organisations: data.organisations,
            dutyHours: quotient(data.dutySeconds, 3600),
            calls: data.calls,
            records: data.records,
          },
        },
      ],
      totals: [],
      notes: [
        ...noteOutside('呼', data.callsOutside),
        ...noteOutside('相談記録', data.recordsOutside),
        '拠点数は記録していないため、載せていません（n/a）。',
      ],
    };
  },
});

function noteOutside(what: string, count: number): string[] {
  return count === 0
    ? []
    : [`この期に登録された${what}のうち、日時が期の外にある ${count} 件は数えていません。`];
}
