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
  readonly inHours: number;
  readonly callers: number;
  readonly hashed: number;
}

/** What only chats (and the like) or mails are measured by. */
interface MessageCounts {
  readonly channel: string;
  readonly entered: number;
  readonly full: number;
  readonly endedByCaller: number;
  readonly endedByCounsellor: number;
  readonly endedBySystem: number;
  readonly replied: number;
  readonly replySeconds: number;
}

interface Counts {
  readonly channels: readonly ChannelCounts[];
  readonly messages: readonly MessageCounts[];
}

const SQL = `
  WITH contacts AS (
    SELECT c.channel, count(*) AS contacts, count(*) FILTER (WHERE ${ANSWERED}) AS answered,
           count(*) FILTER (WHERE c.result <> 'out_of_hours') AS in_hours
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
         coalesce(records.timed, 0) AS timed, coalesce(records.seconds, 0) AS "talkSeconds",
         coalesce(contacts.in_hours, 0) AS "inHours",
         coalesce(cc.distinct_callers, 0) AS callers, coalesce(cc.hashed_contacts, 0) AS hashed
  FROM contacts FULL JOIN records ON records.channel = contacts.channel
  LEFT JOIN statistics.caller_count AS cc ON cc.period_id = $1 AND cc.channel = contacts.channel`;

const MESSAGES = `
  SELECT c.channel, count(*) FILTER (WHERE c.entered) AS entered, count(*) FILTER (WHERE c.result = 'busy') AS full,
         count(*) FILTER (WHERE c.ended_by = 'caller') AS "endedByCaller",
         count(*) FILTER (WHERE c.ended_by = 'counsellor') AS "endedByCounsellor",
         count(*) FILTER (WHERE c.ended_by = 'system') AS "endedBySystem",
         count(c.first_response_seconds) AS replied, coalesce(sum(c.first_response_seconds), 0) AS "replySeconds"
  FROM statistics.message AS c
  WHERE c.period_id = $1 AND c.in_period AND c.leg = 1
  GROUP BY c.channel`;

const COLUMNS: readonly Column[] = [
  { key: 'contacts', label: '受付', kind: 'count' },
  { key: 'inHours', label: '時間内受付', kind: 'count' },
  { key: 'answered', label: '応答', kind: 'count' },
  { key: 'answerRate', label: '応答率（受付）（％）', kind: 'ratio' },
  { key: 'callers', label: '実人数（番号の分かる受付）', kind: 'count' },
  { key: 'records', label: '相談記録', kind: 'count' },
  { key: 'share', label: '相談記録・構成比（％）', kind: 'ratio' },
  { key: 'talks', label: '会話成立', kind: 'count' },
  { key: 'meanTalk', label: '平均（分:秒）', kind: 'meanTime' },
  { key: 'entered', label: 'チャット等・入室', kind: 'count' },
  { key: 'full', label: 'チャット等・満員', kind: 'count' },
  { key: 'endedByCaller', label: 'チャット等・相談者が終了', kind: 'count' },
  { key: 'endedByCounsellor', label: 'チャット等・相談員が終了', kind: 'count' },
  { key: 'endedBySystem', label: 'チャット等・システムが終了', kind: 'count' },
  { key: 'firstReply', label: 'メール・初回返信まで（分:秒）', kind: 'meanTime' },
];

export const channelsTable = defineTable<Counts>({
  table: 'T16',
  definitionVersion: 1,
  title: { ja: 'チャネル別', en: 'Channels' },
  definition: {
    ja: '受付は発信・着信の記録（転送先を除く）、相談記録は記録票の数。二つは出所が異なり一致するとは限らない。この期に受付時間の登録がなく件数もないチャネルは n/a とし、0 としない。平均は時間の分かる記録について求める。時間内受付は受付から時間外を除いたもの。実人数は匿名照合キーのある受付だけで数えるため下限であり、番号と人は一対一ではない。チャット等（電話・メール以外）の入室は待ち開始または応答のあった受付、満員は満員のため入れなかった受付、終了者の合計は終了者の分からない受付を含まない。メールには途中放棄がなく、応答は返信のあったもの、初回返信までの平均は返信のあったものについて求める。',
    en: 'Contacts come from the carriers’ files, further legs of transfers excluded; records are record sheets. The two have different sources and need not agree. A channel without opening hours in the period, and without any case, is n/a and not 0. The mean is over records of known length. Within hours leaves out contacts out of hours. Distinct callers are counted over contacts with a known number only: a lower bound, and a number is no person. Of chats and the like (neither telephone nor mail), entered are those that began to wait or were answered, full those that could not enter; who ended is not known of all. A mail is never abandoned; answered are those replied to, and the mean time to the first reply is over these.',
  },

  async read(reader: StatisticsReader, frame: PeriodFrame): Promise<Counts> {
    return {
      channels: await countRows<ChannelCounts>(reader, SQL, [frame.id]),
      messages: await countRows<MessageCounts>(reader, MESSAGES, [frame.id]),
    };
  },

  build(frame: PeriodFrame, { channels: counts, messages }: Counts): TableContent {
    const messagesOf = new Map(messages.map((row) => [row.channel, row]));
    const byChannel = new Map(counts.map((row) => [row.channel, row]));
    const all = sumUp(counts);
    const rows = listCodes(frame.channels, byChannel.keys()).map((channel): Row => {
      const counted = byChannel.get(channel.code);
      const offered = frame.openChannels?.has(channel.code) ?? true;
      return {
        ...channel,
        values:
          counted || offered
            ? {
                ...cells(counted ?? NOTHING, all.records),
                ...ownCells(channel.code, messagesOf.get(channel.code)),
              }
            : notOffered(channel.code),
      };
    });
    return {
      base: base('R', all.records),
      otherBases: [{ code: 'contacts', label: '受付件数（全チャネル）', count: all.contacts }],
      columns: COLUMNS,
      rows,
      totals: [subtotal('total', '合計', totalCells(all))],
      notes: [...noteUnlisted(rows), ...noteClosed(frame, rows, byChannel)],
    };
  },
});

type Sums = Omit<ChannelCounts, 'channel'>;

const NOTHING: Sums = {
  contacts: 0,
  answered: 0,
  records: 0,
  talks: 0,
  timed: 0,
  talkSeconds: 0,
  inHours: 0,
  callers: 0,
  hashed: 0,
};
const ENTRIES = ['entered', 'full'] as const;
const ENDINGS = ['endedByCaller', 'endedByCounsellor', 'endedBySystem'] as const;

/** Cells of measures that a channel has: the telephone none of them, a mail its reply, all others those of a chat. */
function ownCells(channel: string, counted: MessageCounts | undefined): Cells {
  if (channel === 'phone') return {};
  if (channel === 'mail') return { firstReply: meanTime(counted?.replySeconds ?? 0, counted?.replied ?? 0) };
  const endings = ENDINGS.map((key) => [key, counted?.[key] ?? 0] as const);
  // The carrier told of no chat who ended it: that is not the same as nobody.
  const known = counted === undefined || endings.some(([, count]) => count > 0);
  return Object.fromEntries([
    ...ENTRIES.map((key) => [key, counted?.[key] ?? 0] as const),
    ...endings.map(([key, count]) => [key, known ? count : null] as const),
  ]);
}

/** One person may call and write: people are not added up over channels. */
function totalCells(all: Sums): Cells {
  return Object.fromEntries(Object.entries(cells(all, all.records)).filter(([key]) => key !== 'callers'));
}

function notOffered(channel: string): Cells {
  const has = { ...cells(NOTHING, 0), ...ownCells(channel, undefined) };
  return Object.fromEntries(Object.keys(has).map((key) => [key, null]));
}

function cells(counted: Sums, allRecords: number): Cells {
  return {
    contacts: counted.contacts,
    inHours: counted.inHours,
    answered: counted.answered,
    answerRate: percent(counted.answered, counted.contacts),
    // Where no number is known, nobody knows how many people there were.
    callers: counted.hashed === 0 ? null : counted.callers,
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
    inHours: sum('inHours'),
    callers: sum('callers'),
    hashed: sum('hashed'),
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
