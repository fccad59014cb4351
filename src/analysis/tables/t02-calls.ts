import { seconds } from '../../shared/interval';
import type { StatisticsReader } from '../../platform/database/statistics-database';
import { base, type Cells, type Column, type Row, type TableContent } from '../domain/analysis-table';
import { listCodes, noteDifference, tally, total } from '../domain/code-rows';
import type { PeriodFrame } from '../domain/period-frame';
import { meanTime, percent, perDay } from '../domain/ratio';
import { ANSWERED, PHONE_CALLS } from './call-conditions';
import { countRows, defineTable } from './define-table';

interface CallsByOrigin {
  readonly origin: string;
  readonly calls: number;
  readonly abandonedIvr: number;
  readonly outOfHours: number;
  readonly busy: number;
  readonly busyInQueue: number;
  readonly abandonedQueue: number;
  readonly answered: number;
  readonly transferred: number;
  readonly furtherLegs: number;
}

interface Callers {
  readonly distinct: number;
  readonly hashed: number;
  readonly unhashed: number;
}

interface Records {
  readonly all: number;
  readonly withCall: number;
  readonly talks: number;
  readonly timed: number;
  readonly seconds: number;
  readonly timedTalks: number;
  readonly talkSeconds: number;
}

interface Calls {
  readonly byOrigin: readonly CallsByOrigin[];
  readonly callers: Callers;
  readonly records: Records;
}

const BY_ORIGIN = `
  SELECT c.origin,
         count(*) FILTER (WHERE c.leg = 1) AS calls,
         count(*) FILTER (WHERE c.leg = 1 AND c.result = 'abandoned_ivr') AS "abandonedIvr",
         count(*) FILTER (WHERE c.leg = 1 AND c.result = 'out_of_hours') AS "outOfHours",
         count(*) FILTER (WHERE c.leg = 1 AND c.result = 'busy') AS busy,
         count(*) FILTER (WHERE c.leg = 1 AND c.result = 'busy' AND c.reached_queue) AS "busyInQueue",
         count(*) FILTER (WHERE c.leg = 1 AND c.result = 'abandoned_queue') AS "abandonedQueue",
         count(*) FILTER (WHERE c.leg = 1 AND ${ANSWERED}) AS answered,
         count(*) FILTER (WHERE c.leg = 1 AND c.result = 'transferred') AS transferred,
         count(*) FILTER (WHERE c.leg > 1) AS "furtherLegs"
  FROM statistics.contact AS c
  WHERE ${PHONE_CALLS}
  GROUP BY c.origin`;

const CALLERS = `
  SELECT cc.distinct_callers AS distinct, cc.hashed_contacts AS hashed, cc.unhashed_contacts AS unhashed
  FROM statistics.caller_count AS cc WHERE cc.period_id = $1 AND cc.channel = 'phone'`;

const RECORDS = `
  SELECT count(*) AS all,
         count(*) FILTER (WHERE co.has_contact) AS "withCall",
         count(*) FILTER (WHERE co.contact_result = 'talk') AS talks,
         count(co.talk_seconds) AS timed,
         coalesce(sum(co.talk_seconds), 0) AS seconds,
         count(co.talk_seconds) FILTER (WHERE co.contact_result = 'talk') AS "timedTalks",
         coalesce(sum(co.talk_seconds) FILTER (WHERE co.contact_result = 'talk'), 0) AS "talkSeconds"
  FROM statistics.consultation AS co
  WHERE co.period_id = $1 AND co.in_period AND co.channel = 'phone'`;

const COLUMNS: readonly Column[] = [
  { key: 'count', label: '件数', kind: 'count' },
  { key: 'share', label: '総呼数に占める割合（％）', kind: 'ratio' },
  { key: 'perDay', label: '24時間あたり', kind: 'quotient' },
  { key: 'rate', label: '率（％）', kind: 'ratio' },
  { key: 'talk', label: '平均（分:秒）', kind: 'meanTime' },
];

const NO_CALLERS: Callers = { distinct: 0, hashed: 0, unhashed: 0 };

export const callsTable = defineTable<Calls>({
  table: 'T02',
  definitionVersion: 1,
  title: { ja: '呼の状況', en: 'Calls' },
  definition: {
    ja: '電話の呼だけを、発信日時で数える。転送された呼は1件とし、転送先の呼（第2レグ以降）は数えない。呼出＝応答＋途中放棄（待ち）＋待ち中の話中で、時間外とガイダンス中の放棄を含まない。応答は転送を含む。応答率（呼出）＝応答÷呼出、応答率（総呼）＝応答÷総呼数。実人数は発信番号の照合値の種類の数で、番号のない呼を含まないため下限である。記録は電話の相談記録で、応答件数と一致するとは限らない。平均は通話時間の分かる記録について求める。',
    en: 'Telephone calls only, by the time of dialling. A transferred call is one call; its further legs do not count. Offered = answered + abandoned in the queue + busy in the queue, without out-of-hours calls and those abandoned in the menu. Answered includes transferred. Answer rate (offered) = answered / offered; answer rate (all calls) = answered / all calls. Distinct callers count keyed hashes of numbers: withheld numbers are missing, so it is a lower bound. Records are telephone record sheets and need not equal answered calls. Means are over records of known length.',
  },

  async read(reader: StatisticsReader, frame: PeriodFrame): Promise<Calls> {
    const byOrigin = await countRows<CallsByOrigin>(reader, BY_ORIGIN, [frame.id]);
    const [callers] = await countRows<Callers>(reader, CALLERS, [frame.id]);
    const [records] = await countRows<Records>(reader, RECORDS, [frame.id]);
    if (!records) throw new Error('aggregates without grouping give one row');
    return { byOrigin, callers: callers ?? NO_CALLERS, records };
  },

  build(frame: PeriodFrame, { byOrigin, callers, records }: Calls): TableContent {
    const sum = (key: Exclude<keyof CallsByOrigin, 'origin'>) => total(byOrigin.map((row) => row[key]));
    const counts = { calls: sum('calls'), answered: sum('answered'), offered: 0 };
    counts.offered = counts.answered + sum('abandonedQueue') + sum('busyInQueue');
    const row = callRow(counts.calls, seconds(frame.span));
    const parts = counts.offered + sum('abandonedIvr') + sum('outOfHours') + sum('busy') - sum('busyInQueue');
    return {
      base: base('C', counts.calls),
      otherBases: [
        { code: 'R_phone', label: '電話の相談記録', count: records.all },
        { code: 'R_t_phone', label: '電話の会話成立', count: records.talks },
      ],
      columns: COLUMNS,
      rows: [
        row('total', '総呼数（発信数）', counts.calls),
        row('abandoned_ivr', '途中放棄（ガイダンス中）', sum('abandonedIvr')),
        row('out_of_hours', '時間外', sum('outOfHours')),
        row('busy', '話中', sum('busy')),
        row('offered', '呼出', counts.offered),
        row('busy_in_queue', '呼出のうち話中（待ち中）', sum('busyInQueue')),
        row('abandoned_queue', '呼出のうち途中放棄（待ち）', sum('abandonedQueue')),
        row('answered', '呼出のうち応答', counts.answered),
        row('transferred', '応答のうち転送', sum('transferred')),
        ...rateRows(counts),
        ...originRows(frame, byOrigin, row),
        ...callerRows(callers, row),
        ...recordRows(counts.answered, records, row),
      ],
      totals: [],
      notes: [...noteDifference('呼の結果', parts, counts.calls), ...noteLegs(sum('furtherLegs'))],
    };
  },
});

type CallRow = (code: string, label: string, count: number) => Row;

function callRow(calls: number, periodSeconds: number): CallRow {
  return (code, label, count) =>
    plainRow(code, label, { count, share: percent(count, calls), perDay: perDay(count, periodSeconds) });
}

function plainRow(code: string, label: string, values: Cells): Row {
  return { code, label, kind: 'listed', values };
}

function rateRows({ calls, answered, offered }: { calls: number; answered: number; offered: number }): Row[] {
  return [
    plainRow('answer_rate_offered', '応答率（呼出）＝応答÷呼出', { rate: percent(answered, offered) }),
    plainRow('answer_rate_total', '応答率（総呼）＝応答÷総呼数', { rate: percent(answered, calls) }),
  ];
}

function originRows(frame: PeriodFrame, byOrigin: readonly CallsByOrigin[], row: CallRow): Row[] {
  const calls = tally(
    byOrigin,
    ({ origin }) => origin,
    (counted) => counted.calls,
  );
  return listCodes(frame.origins, calls.keys()).map(({ code, label, kind }) => ({
    ...row(`origin_${code}`, `発信端末：${label}`, calls.get(code) ?? 0),
    kind,
  }));
}

function callerRows({ distinct, hashed, unhashed }: Callers, row: CallRow): Row[] {
  return [
    row('distinct_callers', 'かけた人数（実人数、番号の分かる呼のみ）', distinct),
    row('hashed_calls', '番号の分かる呼', hashed),
    row('unhashed_calls', '番号の分からない呼', unhashed),
    plainRow('callers_per_hashed_call', 'かけた人数÷番号の分かる呼', { rate: percent(distinct, hashed) }),
  ];
}

function recordRows(answered: number, records: Records, row: CallRow): Row[] {
  return [
    withoutShare(row('records', '相談記録（電話）', records.all)),
    withoutShare(row('records_with_call', '相談記録のうち呼と結び付くもの', records.withCall)),
    withoutShare(
      row('records_without_call', '相談記録のうち呼と結び付かないもの', records.all - records.withCall),
    ),
    plainRow('records_per_answered', '記録率＝相談記録÷応答', { rate: percent(records.all, answered) }),
    withoutShare(row('talk_records', '会話成立', records.talks)),
    plainRow('talk_rate', '会話成立率＝会話成立÷相談記録', { rate: percent(records.talks, records.all) }),
    plainRow('talk_time_records', '通話時間（相談記録すべて）', {
      talk: meanTime(records.seconds, records.timed),
    }),
    plainRow('talk_time', '通話時間（会話成立）', {
      talk: meanTime(records.talkSeconds, records.timedTalks),
    }),
  ];
}

/** Records are not a part of the calls. */
function withoutShare(row: Row): Row {
  const { share: _, ...values } = row.values;
  return { ...row, values };
}

function noteLegs(furtherLegs: number): string[] {
  return furtherLegs === 0 ? [] : [`転送先の呼（第2レグ以降）${furtherLegs} 件は数えていません。`];
}
