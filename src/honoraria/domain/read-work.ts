import type { Interval } from '../../shared/interval';
import type { HourlyWork } from './honorarium-case';
import { member, readList, readSpan, readYen, type Faults, type Place, type WireObject } from './wire-values';

export const WORK_KEYS = ['rate', 'roster', 'clock', 'breaks'] as const;

/**
 * Hourly work, or null when the case has none. `roster` and `clock` are one `[from, until]` or a list of them;
 * nobody came is `clock: []` said expressly, because a forgotten clock must not look like an absence.
 */
export function readWork(wire: WireObject, faults: Faults): HourlyWork | null {
  if (!WORK_KEYS.some((key) => Object.hasOwn(wire, key))) return null;
  const ratePerHour = required(wire, 'rate', faults, (place) => readYen(place, faults));
  const planned = required(wire, 'roster', faults, (place) => readSpans(place, faults));
  const attended = required(wire, 'clock', faults, (place) =>
    place.value === null ? [] : readSpans(place, faults),
  );
  const breaksAt = member(wire, '', 'breaks');
  const breaks = breaksAt ? readList(breaksAt, faults, (place) => readSpan(place, faults)) : [];
  if (ratePerHour === undefined || !planned || !attended || !breaks) return null;
  checkRoster(planned, faults);
  checkBreaks(breaks, [...planned, ...attended], faults);
  const inOrder = planned.toSorted((a, b) => a.from.getTime() - b.from.getTime());
  return { ratePerHour, planned: inOrder, attended, breaks };
}

function readSpans(place: Place, faults: Faults): readonly Interval[] | undefined {
  const { value } = place;
  const isList = Array.isArray(value) && value.every((entry) => Array.isArray(entry));
  if (isList) return readList(place, faults, (entry) => readSpan(entry, faults));
  const span = readSpan(place, faults);
  return span && [span];
}

function required<T>(
  wire: WireObject,
  key: string,
  faults: Faults,
  read: (place: Place) => T | undefined,
): T | undefined {
  const place = member(wire, '', key);
  if (place) return read(place);
  return faults.add(`/${key}`, 'required', '時間で支払う勤務には rate、roster、clock が必要です。');
}

/** One person cannot be on two shifts at once, or the same minute would be paid twice. */
function checkRoster(planned: readonly Interval[], faults: Faults): void {
  if (planned.length === 0) faults.add('/roster', 'required', '予定の区間を1つ以上指定してください。');
  const clash = planned.some((a, i) => planned.some((b, j) => i < j && a.from < b.until && b.from < a.until));
  if (clash) faults.add('/roster', 'overlapping', '予定の区間が重なっています。');
}

function checkBreaks(breaks: readonly Interval[], presence: readonly Interval[], faults: Faults): void {
  const opens = Math.min(...presence.map((span) => span.from.getTime()));
  const closes = Math.max(...presence.map((span) => span.until.getTime()));
  breaks.forEach((pause, index) => {
    if (pause.from.getTime() < opens || pause.until.getTime() > closes) {
      faults.add(`/breaks/${index}`, 'outside_shift', '休憩は勤務の時間内で指定してください。');
    }
  });
}
