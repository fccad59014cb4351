import { type Interval, overlaps } from '../../shared/interval';
import {
  MINUTE_MS,
  nextTokyoDay,
  startOfTokyoDay,
  type TokyoDay,
  tokyoDay,
  tokyoMinuteOfDay,
} from '../../shared/tokyo-time';
import { cutOut, settleSpans } from './settle-spans';
import { type Wish, wishFor, type WishSpan } from './wish';

export const SYMBOLS: Readonly<Record<Wish, string>> = { want: '◎', can: '○', reluctant: '△', cannot: '×' };
const DAY_MINUTES = 24 * 60;
const MOST_BANDS = 6;
/** 10:00, 16:00, 22:00 and 04:00: how round-the-clock lines commonly divide the day. */
const COMMON_EDGES = [600, 960, 1320, 240];

/** One column of the sheet that is filled in by hand: a stretch of a day, in clock hours beyond 24 where it crosses midnight. */
export interface GridColumn extends Interval {
  readonly day: TokyoDay;
  readonly band: string;
}

/** How often duties begin or end at a minute of the day. */
export interface BandEdge {
  readonly minute: number;
  readonly times: number;
}

/** The days of the period, each divided where its duties usually begin and end. */
export function gridColumns(period: Interval, edges: readonly BandEdge[]): GridColumn[] {
  const columns: GridColumn[] = [];
  const bands = usualBands(edges, tokyoMinuteOfDay(period.from));
  const firstDay = tokyoDay(new Date(period.from.getTime() - DAY_MINUTES * MINUTE_MS));
  for (let day = firstDay; startOfTokyoDay(day) < period.until; day = nextTokyoDay(day)) {
    const midnight = startOfTokyoDay(day).getTime();
    for (const [fromMinute, untilMinute] of bands) {
      const span = {
        from: new Date(midnight + fromMinute * MINUTE_MS),
        until: new Date(midnight + untilMinute * MINUTE_MS),
      };
      const band = `${clock(fromMinute)}-${clock(untilMinute)}`;
      if (overlaps(span, period)) columns.push({ ...span, day, band });
    }
  }
  return columns;
}

export function symbolIn(spans: readonly WishSpan[], column: Interval): string {
  const wish = wishFor(spans, column);
  return wish === 'not_offered' ? '' : SYMBOLS[wish];
}

/** What a cell says; null: nothing. Undefined: no such sign. */
export function readSymbol(text: string): Wish | null | undefined {
  if (text === '') return null;
  const [found] = Object.entries(SYMBOLS).find(([, symbol]) => symbol === (LOOKALIKES[text] ?? text)) ?? [];
  return found as Wish | undefined;
}

/** The sheet with only the named columns said anew: what no cell can show stays as it was. */
export function fillIn(spans: readonly WishSpan[], cells: readonly FilledCell[]): WishSpan[] {
  const said = cells.flatMap(({ column: { from, until }, wish }) =>
    wish === null ? [] : [{ from, until, wish }],
  );
  return settleSpans([
    ...cutOut(
      spans,
      cells.map(({ column }) => column),
    ),
    ...said,
  ]);
}

export interface FilledCell {
  readonly column: GridColumn;
  readonly wish: Wish | null;
}

/** Signs that keyboards write in place of ours. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  〇: '○',
  '◯': '○',
  O: '○',
  Ｏ: '○',
  x: '×',
  X: '×',
  Ｘ: '×',
  '✕': '×',
  '▲': '△',
};

/** From the opening of the period once around the clock, cut at the commonest edges. */
function usualBands(edges: readonly BandEdge[], opening: number): (readonly [number, number])[] {
  const commonest = edges.toSorted((a, b) => b.times - a.times || a.minute - b.minute).slice(0, MOST_BANDS);
  const minutes = commonest.length < 2 ? COMMON_EDGES : commonest.map(({ minute }) => minute);
  const starts = [
    ...new Set(minutes.map((minute) => (minute < opening ? minute + DAY_MINUTES : minute))),
  ].toSorted((a, b) => a - b);
  return starts.map((start, index) => [start, starts[index + 1] ?? (starts[0] ?? 0) + DAY_MINUTES] as const);
}

function clock(minute: number): string {
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60];
  return [hours, minutes].map((part) => String(part).padStart(2, '0')).join(':');
}
