import type { StatisticsReader } from '../../platform/database/statistics-database';
import { base, type Cells, type Column, type Row, type TableContent } from '../domain/analysis-table';
import { listCodes, noteUnlisted, subtotal, total } from '../domain/code-rows';
import type { PeriodFrame } from '../domain/period-frame';
import { meanTime, percent } from '../domain/ratio';
import { ANSWERED } from './call-conditions';
import { countRows, defineTable } from './define-table';

interface ChannelCounts {
  readonly channel: string;
  readonly contacts: number;
  readonly answered: number;
  readonly records: number;
  readonly talks: number;
  readonly timed: number;
  readonly talkSeconds: number;
}

const SQL = `
  WITH contacts AS (
    SELECT c.channel, count(*) AS contacts, count(*) FILTER (WHERE ${ANSWERED}) AS answered
    FROM statistics.contact AS c
    WHERE c.period_id = $1 AND c.in_period AND c.leg = 1
    GROUP BY c.channel
  ), records AS (
    SELECT co.channel, count(*) AS records, count(*) FILTER (WHERE co.contact_result = 'talk') AS talks,
           count(co.talk_seconds) AS timed, sum(co.talk_seconds) AS seconds
    FROM statistics.consultation AS co
    WHERE co.period_id = $1 AND co.in_period
    GROUP BY co.channel
  )
  SELECT coalesce(contacts.channel, records.channel) AS channel,
         coalesce(contacts.contacts, 0) AS contacts, coalesce(contacts.answered, 0) AS answered,
         coalesce(records.records, 0) AS records, coalesce(records.talks, 0) AS talks,
         coalesce(records.timed, 0) AS timed, coalesce(records.seconds, 0) AS "talkSeconds"
  FROM contacts FULL JOIN records ON records.channel = contacts.channel`;

const COLUMNS: readonly Column[] = [
  { key: 'contacts', label: '受付', kind: 'count' },
  { key: 'answered', label: '応答', kind: 'count' },
  { key: 'answerRate', label: '応答率（受付）（％）', kind: 'ratio' },
  { key: 'records', label: '相談記録', kind: 'count' },
  { key: 'share', label: '相談記録・構成比（％）', kind: 'ratio' },
  { key: 'talks', label: '会話成立', kind: 'count' },
  { key: 'meanTalk', label: '平均（分:秒）', kind: 'meanTime' },
];

export const channelsTable = defineTable<readonly ChannelCounts[]>({
  table: 'T16',
  definitionVersion: 1,
  title: { ja: 'チャネル別', en: 'Channels' },
  definition: {
    ja: '受付は発信・着信の記録（転送先を除く）、相談記録は記録票の数。二つは出所が異なり一致するとは限らない。この期に受付時間の登録がなく件数もないチャネルは n/a とし、0 としない。平均は時間の分かる記録について求める。',
    en: 'Contacts come from the carriers’ files, further legs of transfers excluded; records are record sheets. The two have different sources and need not agree. A channel without opening hours in the period, and without any case, is n/a and not 0. The mean is over records of known length.',
  },

  read(reader: StatisticsReader, frame: PeriodFrame): Promise<readonly ChannelCounts[]> {
    return countRows<ChannelCounts>(reader, SQL, [frame.id]);
  },

  build(frame: PeriodFrame, counts: readonly ChannelCounts[]): TableContent {
    const byChannel = new Map(counts.map((row) => [row.channel, row]));
    const all = sumUp(counts);
    const rows = listCodes(frame.channels, byChannel.keys()).map((channel): Row => {
      const counted = byChannel.get(channel.code);
      const offered = frame.openChannels?.has(channel.code) ?? true;
      return {
        ...channel,
        values: counted || offered ? cells(counted ?? NOTHING, all.records) : NOT_OFFERED,
      };
    });
    return {
      base: base('R', all.records),
      otherBases: [{ code: 'contacts', label: '受付件数（全チャネル）', count: all.contacts }],
      columns: COLUMNS,
      rows,
      totals: [subtotal('total', '合計', cells(all, all.records))],
      notes: [...noteUnlisted(rows), ...noteClosed(frame, rows, byChannel)],
    };
  },
});

type Sums = Omit<ChannelCounts, 'channel'>;

const NOTHING: Sums = { contacts: 0, answered: 0, records: 0, talks: 0, timed: 0, talkSeconds: 0 };
const NOT_OFFERED: Cells = Object.fromEntries(COLUMNS.map(({ key }) => [key, null]));

function cells(counted: Sums, allRecords: number): Cells {
  return {
    contacts: counted.contacts,
    answered: counted.answered,
    answerRate: percent(counted.answered, counted.contacts),
    records: counted.records,
    share: percent(counted.records, allRecords),
    talks: counted.talks,
    meanTalk: meanTime(counted.talkSeconds, counted.timed),
  };
}

function sumUp(counts: readonly ChannelCounts[]): Sums {
  const sum = (key: keyof Sums) => total(counts.map((row) => row[key]));
  return {
    contacts: sum('contacts'),
    answered: sum('answered'),
    records: sum('records'),
    talks: sum('talks'),
    timed: sum('timed'),
    talkSeconds: sum('talkSeconds'),
  };
}

function noteClosed(
  frame: PeriodFrame,
  rows: readonly Row[],
  counted: ReadonlyMap<string, ChannelCounts>,
): string[] {
  const open = frame.openChannels;
  if (open === null) return ['この期の受付時間は登録されていません。'];
  const surprising = rows.filter(({ code }) => counted.has(code) && !open.has(code));
  if (surprising.length === 0) return [];
  const labels = surprising.map(({ label }) => label).join('、');
  return [`受付時間の登録がないチャネルに件数があります：${labels}`];
}
