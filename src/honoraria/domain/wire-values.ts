import type { FieldFault } from '../../shared/domain-error';
import type { Interval } from '../../shared/interval';
import { HOUR_MS, parseTokyo, type TokyoDay } from '../../shared/tokyo-time';
import type { Yen } from '../../shared/yen';

/** Gathers every wrong place, so that the sender can mend all of them at once. */
export class Faults {
  readonly list: FieldFault[] = [];

  add(pointer: string, code: string, message: string): undefined {
    this.list.push({ pointer, code, message });
    return undefined;
  }
}

/** A place in the input with whatever stands there. */
export interface Place {
  readonly at: string;
  readonly value: unknown;
}

export type WireObject = Readonly<Record<string, unknown>>;

/** Largest integer JSON carries without loss everywhere. */
export const LARGEST_YEN = BigInt(Number.MAX_SAFE_INTEGER);
const MOST_ENTRIES = 200;
const LONGEST_SPAN_HOURS = 48;
const STAMP =
  /^(?:19|20|21)\d\d-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d(?::00)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?$/;
const DAY = /^(?:19|20|21)\d\d-\d\d-\d\d$/;

export function readObject(
  { at, value }: Place,
  known: readonly string[],
  faults: Faults,
): WireObject | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return faults.add(at, 'not_object', 'オブジェクトで指定してください。');
  }
  const object = value as WireObject;
  for (const key of Object.keys(object)) {
    if (!known.includes(key)) faults.add(below(at, key), 'unknown_key', 'この項目は使えません。');
  }
  return object;
}

/** The named member, or nothing when the key is absent. */
export function member(object: WireObject, at: string, key: string): Place | undefined {
  return Object.hasOwn(object, key) ? { at: below(at, key), value: object[key] } : undefined;
}

export function readList<T>(
  { at, value }: Place,
  faults: Faults,
  read: (place: Place) => T | undefined,
): readonly T[] | undefined {
  if (!Array.isArray(value)) return faults.add(at, 'not_list', '配列で指定してください。');
  if (value.length > MOST_ENTRIES) {
    return faults.add(at, 'too_many', `${MOST_ENTRIES}件以内で指定してください。`);
  }
  const entries = value.map((entry: unknown, index) => read({ at: `${at}/${index}`, value: entry }));
  const good = entries.filter((entry) => entry !== undefined);
  return good.length === entries.length ? good : undefined;
}

/** A JSON integer, or its decimal digits as text; never a fraction and never below zero. */
export function readYen({ at, value }: Place, faults: Faults): Yen | undefined {
  const isNumber = typeof value === 'number';
  if (!isNumber && typeof value !== 'string') {
    return faults.add(at, 'not_integer', '円の整数で指定してください。');
  }
  if (isNumber ? value < 0 : /^-\d+(?:\.\d+)?$/.test(value)) {
    return faults.add(at, 'negative', '0円以上で指定してください。');
  }
  if (isNumber ? !Number.isInteger(value) : !/^\d{1,40}$/.test(value)) {
    return faults.add(at, 'not_integer', '円の整数で指定してください（小数は使えません）。');
  }
  const yen = BigInt(value);
  if (yen > LARGEST_YEN) return faults.add(at, 'too_large', '金額が大きすぎます。');
  return yen;
}

export function readInteger({ at, value }: Place, faults: Faults, range: readonly [number, number]) {
  const [least, most] = range;
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  return faults.add(at, 'out_of_range', `${least}から${most}までの整数で指定してください。`);
}

export function readFlag({ at, value }: Place, faults: Faults): boolean | undefined {
  return typeof value === 'boolean'
    ? value
    : faults.add(at, 'not_boolean', 'true または false で指定してください。');
}

export function readChoice<T extends string>(
  { at, value }: Place,
  faults: Faults,
  choices: readonly T[],
): T | undefined {
  const choice = choices.find((candidate) => candidate === value);
  return choice ?? faults.add(at, 'unknown_choice', `${choices.join('、')} のいずれかを指定してください。`);
}

export function readDay({ at, value }: Place, faults: Faults): TokyoDay | undefined {
  const real = typeof value === 'string' && DAY.test(value) && parseTokyo(`${value}T00:00`) !== null;
  return real ? value : faults.add(at, 'bad_date', '実在する日付を YYYY-MM-DD で指定してください。');
}

/** `[from, until]`, whole minutes; without an offset the wall clock is Asia/Tokyo. */
export function readSpan({ at, value }: Place, faults: Faults): Interval | undefined {
  if (!Array.isArray(value) || value.length !== 2) {
    return faults.add(at, 'not_span', '開始と終了の2つの時刻の配列で指定してください。');
  }
  const from = readInstant({ at: `${at}/0`, value: value[0] }, faults);
  const until = readInstant({ at: `${at}/1`, value: value[1] }, faults);
  if (!from || !until) return undefined;
  if (from >= until) return faults.add(at, 'reversed', '終了は開始より後の時刻にしてください。');
  if (until.getTime() - from.getTime() > LONGEST_SPAN_HOURS * HOUR_MS) {
    return faults.add(at, 'too_long', `1つの区間は${LONGEST_SPAN_HOURS}時間以内にしてください。`);
  }
  return { from, until };
}

function readInstant({ at, value }: Place, faults: Faults): Date | undefined {
  const instant = typeof value === 'string' && STAMP.test(value) ? parseTokyo(value) : null;
  return (
    instant ?? faults.add(at, 'bad_time', '実在する日時を YYYY-MM-DDTHH:MM（分単位）で指定してください。')
  );
}

/** RFC 6901. */
function below(at: string, key: string): string {
  return `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
