import type { StatisticsReader } from '../../platform/database/statistics-database';
import { base, type Column, type Row, type TableContent } from '../domain/analysis-table';
import type { PeriodFrame } from '../domain/period-frame';
import { percent } from '../domain/ratio';
import { countRows, defineTable } from './define-table';

interface Quality {
  readonly due: number;
  readonly withoutSheet: number;
  readonly contacts: number;
  readonly contactsOutside: number;
  readonly sheets: number;
  readonly withoutCall: number;
  readonly sheetsOutside: number;
  readonly linked: number;
  readonly otherChannel: number;
  readonly neverAnswered: number;
  readonly farApart: number;
  readonly contradictory: number;
}

const SQL = `
  WITH due AS (
    SELECT count(*) AS due, count(*) FILTER (WHERE NOT d.has_sheet) AS without
    FROM statistics.due_call AS d WHERE d.period_id = $1 AND d.in_period
  ), contacts AS (
    SELECT count(*) AS contacts, count(*) FILTER (WHERE NOT c.in_period) AS outside
    FROM statistics.contact AS c WHERE c.period_id = $1
  ), sheets AS (
    SELECT count(*) FILTER (WHERE co.in_period) AS inside, count(*) FILTER (WHERE NOT co.in_period) AS outside,
           count(*) FILTER (WHERE co.in_period AND NOT co.has_contact) AS without
    FROM statistics.consultation AS co WHERE co.period_id = $1
  ), links AS (
    SELECT count(*) AS linked, count(*) FILTER (WHERE l.other_channel) AS other_channel,
           count(*) FILTER (WHERE l.never_answered) AS never_answered, count(*) FILTER (WHERE l.far_apart) AS far_apart,
           count(*) FILTER (WHERE l.other_channel OR l.never_answered OR l.far_apart) AS contradictory
    FROM statistics.sheet_link AS l WHERE l.period_id = $1 AND l.in_period
  )
  SELECT due.due, due.without AS "withoutSheet", contacts.contacts, contacts.outside AS "contactsOutside",
         sheets.inside AS sheets, sheets.without AS "withoutCall", sheets.outside AS "sheetsOutside", links.linked,
         links.other_channel AS "otherChannel", links.never_answered AS "neverAnswered", links.far_apart AS "farApart",
         links.contradictory
  FROM due CROSS JOIN contacts CROSS JOIN sheets CROSS JOIN links`;

const COLUMNS: readonly Column[] = [
  { key: 'count', label: '件数', kind: 'count' },
  { key: 'share', label: '割合（％）', kind: 'ratio' },
];

export const qualityTable = defineTable<Quality>({
  table: 'T21',
  definitionVersion: 1,
  title: { ja: '品質', en: 'Quality' },
  definition: {
    ja: '呼の記録と相談記録を照らし合わせる。どちらか一方にしかないものも除かない。記録未提出は、応答し次の区間へ転送しなかった呼（全チャネル、転送は1区間を1件とする）のうち、取り消されていない相談記録のないもの。呼のない記録は、結び付いた呼のない相談記録。矛盾は、結び付いた呼とチャネルが違う、その呼が応答されていない、または受付開始がその呼の発信の1時間前より早いか終わりの1時間後より遅い記録で、一つの記録が複数に当てはまることがある。割合の母数は行ごとに異なり、分母として示す。期間外の行のほかは、期の中の呼と記録だけを数える。',
    en: 'The telephone log beside the record sheets; nothing is left out for the lack of the other side. Calls without a sheet are contacts that were answered and not handed on (all channels; each leg of a transfer is one) and have no sheet, voided ones aside. Sheets without a call are linked to none. A contradiction is a sheet whose call has another channel, was never answered, or lies more than an hour away from the start of reception; one sheet may be several. Each row has its own base, shown as the denominator. But for the rows of what lies outside, only calls and sheets inside the period count.',
  },

  async read(reader: StatisticsReader, frame: PeriodFrame): Promise<Quality> {
    const [found] = await countRows<Quality>(reader, SQL, [frame.id]);
    if (!found) throw new Error('aggregates without grouping give one row');
    return found;
  },

  build(_frame: PeriodFrame, data: Quality): TableContent {
    return {
      base: base('R', data.sheets),
      otherBases: [
        { code: 'C_due', label: '記録が要る呼', count: data.due },
        { code: 'R_linked', label: '呼と結び付いた相談記録', count: data.linked },
      ],
      columns: COLUMNS,
      rows: [
        row('calls_without_sheet', '記録未提出の呼', data.withoutSheet, data.due),
        row('sheets_without_call', '呼のない記録', data.withoutCall, data.sheets),
        row('calls_outside', '期間外の呼', data.contactsOutside, data.contacts),
        row('sheets_outside', '期間外の記録', data.sheetsOutside, data.sheets + data.sheetsOutside),
        row('contradictory', '呼と矛盾する記録', data.contradictory, data.linked),
        part('other_channel', 'チャネルが違う', data.otherChannel, data.linked),
        part('never_answered', '呼は応答されていない', data.neverAnswered, data.linked),
        part('far_apart', '時刻が1時間を超えて離れている', data.farApart, data.linked),
      ],
      totals: [],
      notes: ['期限を過ぎたかどうかは時点によって変わるため、この表では分けない（突合の一覧で示す）。'],
    };
  },
});

function row(code: string, label: string, count: number, of: number): Row {
  return { code, label, kind: 'listed', values: { count, share: percent(count, of) } };
}

/** Counted again in the row above. */
function part(code: string, label: string, count: number, of: number): Row {
  return { ...row(code, label, count, of), kind: 'subtotal' };
}
