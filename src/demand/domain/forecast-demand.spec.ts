import { Random } from '../../../seeds/demo/random';
import {
  nextTokyoDay,
  startOfTokyoDay,
  tokyoDay,
  tokyoHour,
  tokyoMinuteOfDay,
} from '../../shared/tokyo-time';
import { assumedCalls, STANDARD_ASSUMPTIONS } from './assumptions';
import { type CallHistory, type HistoryCell, NO_HISTORY } from './call-history';
import { dayKind } from './day-kind';
import type { SlotKey } from './demand-slot';
import { forecastDemand, redialShare } from './forecast-demand';
import { type OpenSlot, openSlots } from './open-slots';

const TARGET = { answerRate: 0.9, occupancyCap: 0.85 };
const FIELDS: Readonly<Record<string, number>> = {
  loneliness: 9,
  suicide: 6,
  poverty: 4,
  women: 2.5,
  under18: 2,
};

/** A line that is open around the clock but for one field, over one turn of the year. */
function yearEnd(year: number) {
  const span = {
    from: new Date(`${year}-12-25T10:00:00+09:00`),
    until: new Date(`${year + 1}-01-04T10:00:00+09:00`),
  };
  const young = {
    channel: 'phone',
    fieldCode: 'under18',
    open: span,
    daily: { fromMinute: 600, untilMinute: 960 },
  };
  return { span, menu: Object.keys(FIELDS), windows: [young] };
}

/** The truth behind the generated calls; unlike the assumptions in level, shares, hours and days. */
function trueCalls({ fieldCode, startsAt }: SlotKey): number {
  const hour = tokyoHour(startsAt) + (tokyoMinuteOfDay(startsAt) % 60) / 60;
  const lean = fieldCode === 'suicide' ? 0.5 : fieldCode === 'poverty' ? -0.4 : 0.1;
  const shape =
    1 + 0.45 * Math.cos(((hour - 22) / 24) * 2 * Math.PI) + lean * Math.cos(((hour - 2) / 24) * 2 * Math.PI);
  const day = { eve: 1.6, new_year: 1.5, second: 1.1, third: 0.95, weekend: 1.05, weekday: 0.95 }[
    dayKind(startsAt)
  ];
  return (FIELDS[fieldCode ?? ''] ?? 0) * shape * day;
}

const TALK = 1_500;
const PATIENCE = 150;
const LOST = 0.4;
const REDIALS = 0.44;

/** What the carrier would have written: with redials on top of the fresh callers, and waits cut short by answers. */
function generate(slots: readonly OpenSlot[], seed: number): { cells: HistoryCell[]; fresh: number[] } {
  const random = Random.stream(seed, 'forecast');
  const fresh = slots.map((slot) => poisson(random, trueCalls(slot)));
  const cells = slots.map(({ channel, fieldCode, startsAt }, index): HistoryCell => {
    let [calls, abandoned, waitSeconds, talkSeconds] = [0, 0, 0, 0];
    for (let caller = 0; caller < (fresh[index] ?? 0); caller += 1) {
      for (let again = true; again;) {
        calls += 1;
        const patience = random.exponential(PATIENCE);
        const answeredAfter = random.exponential((PATIENCE * LOST) / (1 - LOST));
        waitSeconds += Math.min(patience, answeredAfter);
        const lost = patience < answeredAfter;
        if (lost) abandoned += 1;
        else talkSeconds += random.exponential(TALK);
        again = lost && random.chance(REDIALS);
      }
    }
    return {
      channel,
      fieldCode,
      startsAt,
      calls,
      answered: calls - abandoned,
      talkSeconds,
      abandoned,
      busy: 0,
      waitSeconds,
    };
  });
  return { cells, fresh };
}

function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random.fraction(); product > limit; product *= random.fraction()) count += 1;
  return count;
}

function historyOf(open: readonly OpenSlot[], cells: readonly HistoryCell[]): CallHistory {
  return { open, cells, redials: { lost: 1_000, again: 440 }, wrapUps: [] };
}

/** Weighted absolute percentage error: all misses against all calls. */
function wape(forecast: readonly number[], truth: readonly number[]): number {
  const missed = truth.reduce((sum, calls, index) => sum + Math.abs(calls - (forecast[index] ?? 0)), 0);
  return missed / truth.reduce((sum, calls) => sum + calls, 0);
}

describe('forecast from earlier calls', () => {
  const period = yearEnd(2025);
  const all = openSlots(period);
  const odd = (slot: OpenSlot) => new Date(slot.startsAt.getTime() + 9 * 3_600_000).getUTCDate() % 2 === 1;

  it.each([1, 2, 3])(
    'foretells the days held back of a generated run, seed %i, better than averages do',
    (seed) => {
      const before = openSlots(yearEnd(2024));
      const last = generate(before, seed);
      const now = generate(all, seed + 100);
      const known = all
        .map((slot, index) => ({ slot, cell: now.cells[index] }))
        .filter(({ slot }) => !odd(slot));
      const cells = [...last.cells, ...known.flatMap(({ cell }) => cell ?? [])];
      const open = [...before, ...known.map(({ slot }) => slot)];
      const hidden = all.filter(odd);
      const forecast = forecastDemand({
        open: hidden,
        history: historyOf(open, cells),
        assumptions: STANDARD_ASSUMPTIONS,
        level: 1,
        target: TARGET,
      });
      const truth = forecast.map(trueCalls);
      const found = wape(
        forecast.map(({ calls }) => calls),
        truth,
      );
      const naive = wape(forecast.map(sameHalfHour(open, cells)), truth);
      const flat = wape(forecast.map(fieldMean(open, cells)), truth);
      // Measured with these seeds: 8 % against 22 % for the mean of the same half hour and 40 % for the field.
      expect(found).toBeLessThan(0.09);
      expect(found).toBeLessThan(naive / 2);
      expect(naive).toBeLessThan(flat);
      const total = forecast.reduce((sum, { calls }) => sum + calls, 0);
      expect(total / truth.reduce((sum, calls) => sum + calls, 0)).toBeCloseTo(1, 1);
    },
  );

  it('finds how long people talk and wait, although answers cut waits short', () => {
    const { cells } = generate(all, 7);
    const [slot] = forecastDemand({
      open: all,
      history: { ...historyOf(all, cells), wrapUps: [{ channel: 'phone', sheets: 400, medianSeconds: 420 }] },
      assumptions: STANDARD_ASSUMPTIONS,
      level: 1,
      target: TARGET,
    });
    expect((slot?.talkSeconds ?? 0) / TALK).toBeCloseTo(1, 1);
    expect((slot?.patienceSeconds ?? 0) / PATIENCE).toBeCloseTo(1, 1);
    expect(slot?.wrapUpSeconds).toBe(420);
  });

  it('is the assumption itself without data, times the level', () => {
    const question = { open: all, history: NO_HISTORY, assumptions: STANDARD_ASSUMPTIONS, target: TARGET };
    const fields = Object.keys(FIELDS);
    const forecast = forecastDemand({ ...question, level: 1.2 });
    const expected = all.map((slot) => 1.2 * assumedCalls(STANDARD_ASSUMPTIONS, slot, fields));
    expect(
      wape(
        forecast.map(({ calls }) => calls),
        expected,
      ),
    ).toBeLessThan(1e-12);
    expect(forecast[0]).toMatchObject({ talkSeconds: 1_320, wrapUpSeconds: 300, patienceSeconds: 180 });
    expect(forecast.filter(({ seats }) => seats === 0)).toEqual([]);
  });

  it('keeps close to the whole where a field has hardly any calls', () => {
    const { cells } = generate(all, 3);
    const scarce = cells.map((cell) =>
      cell.fieldCode === 'women'
        ? { ...cell, calls: 0, answered: 0, abandoned: 0, talkSeconds: 0, waitSeconds: 0 }
        : cell,
    );
    const one = scarce.findIndex(({ fieldCode }) => fieldCode === 'women');
    const night = scarce.map((cell, index) => (index === one ? { ...cell, calls: 3, abandoned: 3 } : cell));
    const forecast = forecastDemand({
      open: all,
      history: historyOf(all, night),
      assumptions: STANDARD_ASSUMPTIONS,
      level: 1,
      target: TARGET,
    }).filter(({ fieldCode }) => fieldCode === 'women');
    const perSlot = forecast.map(({ calls }) => calls);
    expect(Math.max(...perSlot)).toBeLessThan(0.3);
    expect(Math.min(...perSlot)).toBeGreaterThan(0);
    expect(forecast.every(({ talkSeconds }) => Math.abs(talkSeconds - TALK) < 120)).toBe(true);
  });

  it('forecasts only while a field is open', () => {
    const young = openSlots(period).filter(({ fieldCode }) => fieldCode === 'under18');
    const hours = new Set(young.map(({ startsAt }) => tokyoHour(startsAt)));
    expect([...hours].toSorted((a, b) => a - b)).toEqual([10, 11, 12, 13, 14, 15]);
    expect(young).toHaveLength(10 * 12);
    expect(openSlots({ ...period, menu: [], windows: [] })).toHaveLength(10 * 48);
    const daily = { fromMinute: 610, untilMinute: 650 };
    const late = { channel: 'phone', fieldCode: null, open: period.span, daily };
    const shares = openSlots({ ...period, menu: [], windows: [late] }).map(({ openShare }) => openShare);
    expect(shares.slice(0, 2)).toEqual([20 / 30, 20 / 30]);
    expect(shares).toHaveLength(10 * 2);
  });
});

describe('redials', () => {
  it.each([
    ['counted', { lost: 100, again: 44 }, 0.1, 0.44],
    ['assumed where too few carry a hash', { lost: 29, again: 29 }, 0.1, 0.1],
  ])('are %s', (_, count, assumed, share) => {
    expect(redialShare(count, assumed)).toBe(share);
  });
});

describe('kinds of days', () => {
  it.each([
    ['2025-12-31T23:59:59+09:00', 'eve'],
    ['2026-01-01T00:00:00+09:00', 'new_year'],
    ['2026-01-02T00:00:00+09:00', 'second'],
    ['2026-01-03T23:30:00+09:00', 'third'],
    ['2026-01-04T00:00:00+09:00', 'weekend'],
    ['2026-01-05T08:00:00+09:00', 'weekday'],
    ['2025-12-27T01:00:00+09:00', 'weekend'],
  ])('%s is %s', (at, kind) => {
    expect(dayKind(new Date(at))).toBe(kind);
    expect(startOfTokyoDay(nextTokyoDay(tokyoDay(new Date(at)))).getTime()).toBeGreaterThan(Date.parse(at));
  });
});

/** The plain average of the same half hour of the same field, of the same fresh callers. */
function sameHalfHour(open: readonly OpenSlot[], cells: readonly HistoryCell[]) {
  return meanBy(open, cells, ({ fieldCode, startsAt }) => `${fieldCode}/${tokyoMinuteOfDay(startsAt)}`);
}

function fieldMean(open: readonly OpenSlot[], cells: readonly HistoryCell[]) {
  return meanBy(open, cells, ({ fieldCode }) => fieldCode ?? '');
}

function meanBy(open: readonly OpenSlot[], cells: readonly HistoryCell[], group: (slot: SlotKey) => string) {
  const [slots, calls] = [new Map<string, number>(), new Map<string, number>()];
  for (const slot of open) slots.set(group(slot), (slots.get(group(slot)) ?? 0) + 1);
  for (const cell of cells)
    calls.set(group(cell), (calls.get(group(cell)) ?? 0) + cell.calls - REDIALS * cell.abandoned);
  return (slot: SlotKey) => (calls.get(group(slot)) ?? 0) / (slots.get(group(slot)) ?? 1);
}
