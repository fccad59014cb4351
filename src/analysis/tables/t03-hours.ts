import type { Interval } from '../../shared/interval';
import type { StatisticsReader } from '../../platform/database/statistics-database';
import { base, type Cells, type Column, type TableContent } from '../domain/analysis-table';
import { CLOCK_HOURS, type ClockHour, clockHours } from '../domain/clock-hours';
import { subtotal, total } from '../domain/code-rows';
import type { PeriodFrame } from '../domain/period-frame';
import { mean, percent, quotient } from '../domain/ratio';
import { ANSWERED, OFFERED, PHONE_CALLS } from './call-conditions';
import { countRows, defineTable } from './define-table';

interface CallHour {
  readonly hour: number;
  readonly calls: number;
  readonly offered: number;
  readonly answered: number;
  readonly waits: number;
  readonly waitSeconds: number;
}

/** People on duty over one and the same stretch of time. */
interface DutySpan {
  readonly from: Date;
  readonly until: Date;
  readonly people: number;
}

interface Hours {
  readonly calls: readonly CallHour[];
  readonly duty: readonly DutySpan[];
}

const CALLS = `
  SELECT c.dialled_hour AS hour,
         count(*) AS calls,
         count(*) FILTER (WHERE ${OFFERED}) AS offered,
         count(*) FILTER (WHERE ${ANSWERED}) AS answered,
         count(c.wait_seconds) AS waits,
         coalesce(sum(c.wait_seconds), 0) AS "waitSeconds"
  FROM statistics.contact AS c
  WHERE ${PHONE_CALLS} AND c.leg = 1
  GROUP BY c.dialled_hour`;

const DUTY = `
  SELECT greatest(d.starts_at, p.starts_at) AS from, least(d.ends_at, p.ends_at) AS until, count(*) AS people
  FROM statistics.duty AS d JOIN statistics.period AS p ON p.period_id = d.period_id
  WHERE d.period_id = $1 AND d.channel = 'phone' AND d.starts_at < p.ends_at AND d.ends_at > p.starts_at
  GROUP BY 1, 2`;

const COLUMNS: readonly Column[] = [
  { key: 'total', label: '総呼数', kind: 'count' },
  { key: 'offered', label: '呼出', kind: 'count' },
  { key: 'answered', label: '応答', kind: 'count' },
  { key: 'rateOffered', label: '応答率（呼出）（％）', kind: 'ratio' },
  { key: 'rateTotal', label: '応答率（総呼）（％）', kind: 'ratio' },
  { key: 'meanWait', label: '平均待ち（秒）', kind: 'mean' },
  { key: 'occurrences', label: '期の中の回数', kind: 'count' },
  { key: 'perHour', label: '1時間あたり総呼数', kind: 'quotient' },
  { key: 'dutyHours', label: 'シフト人時（予定）', kind: 'quotient' },
];

const NO_CALLS = { calls: 0, offered: 0, answered: 0, waits: 0, waitSeconds: 0 };

export const hoursTable = defineTable<Hours>({
  table: 'T03',
  definitionVersion: 1,
  title: { ja: '時間帯別の呼', en: 'Calls by hour of the day' },
  definition: {
    ja: '電話の呼を発信日時の時（日本時間）で分ける。応答も発信の時間帯に数える。平均待ちは待ち開始と応答の両方が分かる応答について求める。期の中の回数は、その時間帯が期に一部でもかかる日の数。1時間あたり総呼数＝総呼数÷（期の中にあるその時間帯の秒数÷3600）。シフト人時は電話の割当の予定時間のうち、その時間帯かつ期の中にある分を秒単位で合計したもの（待機・相談役を含む）。期に一度もかからない時間帯は n/a。',
    en: 'Telephone calls by the hour (Asia/Tokyo) of dialling; an answer counts in the hour the call was dialled. Mean wait is over answered calls whose start of waiting is known. Occurrences: dates on which the hour lies at least partly in the period. Calls per hour divide by the time of that hour inside the period. Duty person-hours add, to the second, the planned telephone duty overlapping the hour and the period, standby and advisers included. An hour that the period never has is n/a.',
  },

  async read(reader: StatisticsReader, frame: PeriodFrame): Promise<Hours> {
    return {
      calls: await countRows<CallHour>(reader, CALLS, [frame.id]),
      duty: await countRows<DutySpan>(reader, DUTY, [frame.id]),
    };
  },

  build(frame: PeriodFrame, data: Hours): TableContent {
    const duty = dutySecondsByHour(data.duty);
    const inPeriod = clockHours(frame.span);
    const byHour = new Map(data.calls.map((row) => [row.hour, row]));
    const rows = CLOCK_HOURS.map((hour) => ({
      code: twoDigits(hour),
      label: `${twoDigits(hour)}時〜${twoDigits(hour + 1)}時`,
      kind: 'listed' as const,
      values: hourCells(byHour.get(hour) ?? NO_CALLS, inPeriod[hour] ?? NEVER, duty[hour] ?? 0),
    }));
    const all = sumCalls(data.calls);
    return {
      base: base('C', all.calls),
      otherBases: [],
      columns: COLUMNS,
      rows,
      totals: [subtotal('total', '合計', totalCells(all, inPeriod, total(duty)))],
      notes: [],
    };
  },
});

type CallSums = Omit<CallHour, 'hour'>;

const NEVER: ClockHour = { occurrences: 0, seconds: 0 };

function hourCells(calls: CallSums, { occurrences, seconds }: ClockHour, dutySeconds: number): Cells {
  if (occurrences === 0) {
    const absent = COLUMNS.map(({ key }) => [key, null] as const);
    return { ...Object.fromEntries(absent), occurrences: 0 };
  }
  return {
    ...callCells(calls),
    occurrences,
    perHour: quotient(calls.calls * 3600, seconds),
    dutyHours: quotient(dutySeconds, 3600),
  };
}

function totalCells(all: CallSums, inPeriod: readonly ClockHour[], dutySeconds: number): Cells {
  return {
    ...callCells(all),
    perHour: quotient(all.calls * 3600, total(inPeriod.map(({ seconds }) => seconds))),
    dutyHours: quotient(dutySeconds, 3600),
  };
}

function callCells({ calls, offered, answered, waits, waitSeconds }: CallSums): Cells {
  return {
    total: calls,
    offered,
    answered,
    rateOffered: percent(answered, offered),
    rateTotal: percent(answered, calls),
    meanWait: mean(waitSeconds, waits, 1),
  };
}

function sumCalls(rows: readonly CallHour[]): CallSums {
  const sum = (key: keyof CallSums) => total(rows.map((row) => row[key]));
  return {
    calls: sum('calls'),
    offered: sum('offered'),
    answered: sum('answered'),
    waits: sum('waits'),
    waitSeconds: sum('waitSeconds'),
  };
}

/** Staffing goes to every hour it overlaps, calls only to the one they were dialled in (domain rule 4). */
function dutySecondsByHour(duty: readonly DutySpan[]): number[] {
  const hours = CLOCK_HOURS.map(() => 0);
  for (const { people, ...span } of duty) {
    for (const [hour, { seconds }] of clockHours(span satisfies Interval).entries()) {
      hours[hour] = (hours[hour] ?? 0) + people * seconds;
    }
  }
  return hours;
}

function twoDigits(hour: number): string {
  return String(hour).padStart(2, '0');
}
