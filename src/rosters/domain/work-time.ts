import { type Interval, intersection } from '../../shared/interval';
import {
  HOUR_MS,
  MINUTE_MS,
  nextTokyoDay,
  startOfTokyoDay,
  type TokyoDay,
  tokyoDay,
} from '../../shared/tokyo-time';
import type { PersonFacts, ShiftFacts } from './roster-facts';

/** One stretch of duty of a person; without a shift when it is in another organisation. */
export interface DutyTime extends Interval {
  readonly shift: ShiftFacts | null;
}

/** All duties of a person, here and elsewhere, in order of time. */
export function dutiesOf(person: PersonFacts): DutyTime[] {
  return [
    ...person.duties.map((shift) => ({ from: shift.from, until: shift.until, shift })),
    ...person.elsewhere.map((span) => ({ ...span, shift: null })),
  ].toSorted((a, b) => a.from.getTime() - b.from.getTime() || a.until.getTime() - b.until.getTime());
}

export function shiftIdsOf(duties: readonly DutyTime[]): string[] {
  return duties.flatMap(({ shift }) => (shift ? [shift.id] : []));
}

export function minutes(span: Interval): number {
  return Math.round((span.until.getTime() - span.from.getTime()) / MINUTE_MS);
}

/** Duties that follow each other with at most `joinMinutes` between them, as one piece of work. */
export interface Stretch extends Interval {
  readonly duties: readonly DutyTime[];
}

export function stretchesOf(ordered: readonly DutyTime[], joinMinutes: number): Stretch[] {
  const stretches: Stretch[] = [];
  for (const duty of ordered) {
    const last = stretches.at(-1);
    if (last && duty.from.getTime() - last.until.getTime() <= joinMinutes * MINUTE_MS) {
      const until = last.until > duty.until ? last.until : duty.until;
      stretches[stretches.length - 1] = { from: last.from, until, duties: [...last.duties, duty] };
    } else stretches.push({ from: duty.from, until: duty.until, duties: [duty] });
  }
  return stretches;
}

/** 年末年始: from New Year's Eve 18:00 to the end of 1 January. */
export function isNewYear(span: Interval): boolean {
  const year = Number(tokyoDay(span.until).slice(0, 4));
  return [year - 1, year, year + 1].some(
    (next) =>
      intersection(span, {
        from: new Date(startOfTokyoDay(`${next - 1}-12-31`).getTime() + 18 * HOUR_MS),
        until: startOfTokyoDay(`${next}-01-02`),
      }) !== null,
  );
}

/** Monday of the week in which the day lies. */
export function weekOf(day: TokyoDay): TokyoDay {
  const at = new Date(`${day}T00:00:00Z`);
  const sinceMonday = (at.getUTCDay() + 6) % 7;
  return new Date(at.getTime() - sinceMonday * 24 * HOUR_MS).toISOString().slice(0, 10);
}

/** Duties by the day in Tokyo on which they begin: a night belongs to its evening. */
export function byStartDay(duties: readonly DutyTime[]): Map<TokyoDay, DutyTime[]> {
  const days = new Map<TokyoDay, DutyTime[]>();
  for (const duty of duties) {
    const day = tokyoDay(duty.from);
    days.set(day, [...(days.get(day) ?? []), duty]);
  }
  return days;
}

/** Runs of days that follow each other. */
export function runsOfDays(days: readonly TokyoDay[]): TokyoDay[][] {
  const runs: TokyoDay[][] = [];
  for (const day of days.toSorted()) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last !== undefined && nextTokyoDay(last) === day) run.push(day);
    else runs.push([day]);
  }
  return runs;
}
