import type { StatisticsReader } from '../../platform/database/statistics-database';
import { base, type Column, type Row, type TableContent } from '../domain/analysis-table';
import { subtotal, total } from '../domain/code-rows';
import type { PeriodFrame } from '../domain/period-frame';
import { meanTime, percent } from '../domain/ratio';
import { countRows, defineTable } from './define-table';

/** Upper limits in minutes, outside the band. */
const BANDS = [
  { code: 'm00_05', label: '5分未満', below: 5 },
  { code: 'm05_15', label: '5分以上15分未満', below: 15 },
  { code: 'm15_30', label: '15分以上30分未満', below: 30 },
  { code: 'm30_60', label: '30分以上60分未満', below: 60 },
  { code: 'm60_90', label: '60分以上90分未満', below: 90 },
  { code: 'm90_over', label: '90分以上', below: null },
  { code: 'unknown', label: '不明', below: null },
] as const;

interface Length {
  /** Code of the band. */
  readonly band: string;
  readonly records: number;
  readonly seconds: number;
  readonly talks: number;
  readonly talkSeconds: number;
}

const SQL = `
  SELECT CASE WHEN co.talk_seconds IS NULL THEN 'unknown'
              ${BANDS.filter(({ below }) => below !== null)
                .map(({ code, below }) => `WHEN co.talk_seconds < ${Number(below) * 60} THEN '${code}'`)
                .join('\n              ')}
              ELSE 'm90_over' END AS band,
         count(*) AS records, coalesce(sum(co.talk_seconds), 0) AS seconds,
         count(*) FILTER (WHERE co.contact_result = 'talk') AS talks,
         coalesce(sum(co.talk_seconds) FILTER (WHERE co.contact_result = 'talk'), 0) AS "talkSeconds"
  FROM statistics.consultation AS co
  WHERE co.period_id = $1 AND co.in_period
  GROUP BY 1`;

const COLUMNS: readonly Column[] = [
  { key: 'records', label: '相談記録', kind: 'count' },
  { key: 'share', label: '相談記録・割合（％）', kind: 'ratio' },
  { key: 'talks', label: '会話成立', kind: 'count' },
  { key: 'talkShare', label: '会話成立・割合（％）', kind: 'ratio' },
];

export const talkLengthTable = defineTable<readonly Length[]>({
  table: 'T13',
  definitionVersion: 1,
  title: { ja: '通話時間の分布', en: 'Length of talks' },
  definition: {
    ja: '相談記録を通話時間で分ける。各区分は下限を含み上限を含まない。時間の分からない記録は不明の行とし、割合の母数に含む。平均は時間の分かる記録だけについて求める。',
    en: 'Records by length of the talk. Each band includes its lower and excludes its upper limit. Records of unknown length have a row of their own and are part of the base; the mean is over records of known length only.',
  },

  read(reader: StatisticsReader, frame: PeriodFrame): Promise<readonly Length[]> {
    return countRows<Length>(reader, SQL, [frame.id]);
  },

  build(_frame: PeriodFrame, lengths: readonly Length[]): TableContent {
    const all = sumUp(lengths);
    const timed = sumUp(lengths.filter(({ band }) => band !== 'unknown'));
    const rows = BANDS.map(({ code, label }): Row => {
      const row = sumUp(lengths.filter(({ band }) => band === code));
      return {
        code,
        label,
        kind: 'listed',
        values: {
          records: row.records,
          share: percent(row.records, all.records),
          talks: row.talks,
          talkShare: percent(row.talks, all.talks),
        },
      };
    });
    return {
      base: base('R', all.records),
      otherBases: [
        base('R_t', all.talks),
        { code: 'R_timed', label: '通話時間の分かる相談記録', count: timed.records },
        { code: 'R_t_timed', label: '通話時間の分かる会話成立', count: timed.talks },
      ],
      columns: COLUMNS,
      rows,
      totals: [
        subtotal('total', '合計', {
          records: all.records,
          share: percent(all.records, all.records),
          talks: all.talks,
          talkShare: percent(all.talks, all.talks),
        }),
        subtotal('mean', '平均（分:秒、時間の分かるもの）', {
          records: meanTime(timed.seconds, timed.records),
          talks: meanTime(timed.talkSeconds, timed.talks),
        }),
      ],
      notes: [],
    };
  },
});

function sumUp(lengths: readonly Length[]) {
  const sum = (key: Exclude<keyof Length, 'band'>) => total(lengths.map((row) => row[key]));
  return {
    records: sum('records'),
    seconds: sum('seconds'),
    talks: sum('talks'),
    talkSeconds: sum('talkSeconds'),
  };
}
