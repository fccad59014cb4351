import type { Interval } from '../../src/shared/interval';
import { HOUR_MS, tokyoDay, tokyoHour } from '../../src/shared/tokyo-time';
import { type Caller, newCaller } from './callers';
import type { MenuField } from './demo-period';
import { Random, type Weights } from './random';

/** Somebody takes up the telephone or opens the chat for the first time about something. */
export interface Arrival {
  readonly at: Date;
  readonly channel: 'phone' | 'chat';
  readonly field: MenuField;
  readonly caller: Caller;
}

const PHONE_ARRIVALS = 6_000;
const CHAT_ARRIVALS = 330;

/** Calls per clock hour from 00: the night is when nobody else is there to talk to. */
const PHONE_HOURS = [
  6.0, 4.7, 3.8, 3.2, 2.8, 2.5, 2.4, 2.6, 3.0, 3.4, 4.0, 4.2, 4.1, 4.1, 4.0, 4.0, 4.2, 4.4, 4.8, 5.2, 5.9,
  6.4, 6.7, 6.5,
];
const CHAT_HOURS = [
  0.4, 0.2, 0.1, 0, 0, 0, 0.1, 0.1, 0.2, 0.3, 0.4, 0.5, 0.5, 0.5, 0.6, 0.8, 5, 6, 6, 6.5, 7, 7, 0.9, 0.6,
];
/** The turn of the year itself brings half as many again. */
const DAYS: Readonly<Record<string, number>> = {
  '2025-12-25': 0.9,
  '2025-12-26': 0.85,
  '2025-12-27': 0.9,
  '2025-12-28': 0.95,
  '2025-12-29': 1,
  '2025-12-30': 1.1,
  '2025-12-31': 1.55,
  '2026-01-01': 1.5,
  '2026-01-02': 1.1,
  '2026-01-03': 0.95,
  '2026-01-04': 0.9,
};

type PartOfDay = 'day' | 'evening' | 'night';

const FIELDS: Readonly<Record<PartOfDay, Weights<MenuField>>> = {
  day: {
    poverty: 22,
    foreign: 3,
    suicide: 17,
    women: 11,
    gender: 2,
    single_mother: 4,
    under18: 7,
    other: 10,
    loneliness: 24,
  },
  evening: {
    poverty: 14,
    foreign: 2,
    suicide: 22,
    women: 10,
    gender: 3,
    single_mother: 3,
    under18: 6,
    other: 9,
    loneliness: 31,
  },
  night: {
    poverty: 8,
    foreign: 1,
    suicide: 34,
    women: 9,
    gender: 3,
    single_mother: 2,
    under18: 3,
    other: 6,
    loneliness: 34,
  },
};

const CALLS_AGAIN = 0.34;

/** First attempts of the whole run in order of time. */
export function generateArrivals(seed: number, period: Interval): Arrival[] {
  const phone = Random.stream(seed, 'arrivals/phone');
  const chat = Random.stream(seed, 'arrivals/chat');
  const phoneTimes = drawTimes(phone, period, PHONE_HOURS, PHONE_ARRIVALS);
  const chatTimes = drawTimes(chat, period, CHAT_HOURS, CHAT_ARRIVALS);
  const known = new KnownCallers();
  return [
    ...phoneTimes.map((at): Arrival => {
      const field = phone.weighted(FIELDS[partOfDay(at)]);
      return { at, channel: 'phone', field, caller: known.draw(phone, field) };
    }),
    ...chatTimes.map((at): Arrival => ({
      at,
      channel: 'chat',
      field: 'under18',
      caller: known.draw(chat, 'under18'),
    })),
  ].toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

function drawTimes(random: Random, period: Interval, hours: readonly number[], count: number): Date[] {
  const weights: Weights<string> = Object.fromEntries(
    clockHours(period).map((hour) => [
      String(hour.getTime()),
      (hours[tokyoHour(hour)] ?? 0) * (DAYS[tokyoDay(hour)] ?? 1),
    ]),
  );
  const times = Array.from(
    { length: count },
    () => Number(random.weighted(weights)) + random.whole(0, 3_599) * 1_000,
  );
  return times.toSorted((a, b) => a - b).map((time) => new Date(time));
}

function clockHours(period: Interval): Date[] {
  const hours = (period.until.getTime() - period.from.getTime()) / HOUR_MS;
  return Array.from({ length: hours }, (_, index) => new Date(period.from.getTime() + index * HOUR_MS));
}

function partOfDay(at: Date): PartOfDay {
  const hour = tokyoHour(at);
  if (hour >= 8 && hour < 16) return 'day';
  return hour >= 16 && hour < 22 ? 'evening' : 'night';
}

/** Callers so far by field. The earlier somebody appeared the likelier they are to call again: a few call very often. */
class KnownCallers {
  private readonly byField = new Map<MenuField, Caller[]>();
  private count = 0;

  draw(random: Random, field: MenuField): Caller {
    const known = this.byField.get(field) ?? [];
    const returning = random.chance(CALLS_AGAIN);
    const found = known[Math.floor(known.length * random.fraction() ** 2)];
    if (returning && found) return found;
    this.count += 1;
    const caller = newCaller(random, this.count, field);
    this.byField.set(field, [...known, caller]);
    return caller;
  }
}
