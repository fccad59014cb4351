import type { Interval } from '../../shared/interval';
import {
  MINUTE_MS,
  nextTokyoDay,
  startOfTokyoDay,
  tokyoDay,
  tokyoMinuteOfDay,
} from '../../shared/tokyo-time';
import type { BasisPoints } from '../../shared/yen';
import type { PayPolicy } from './honorarium-case';

/** What a minute is paid as. 国民の祝日 goes by the calendar day of the minute, not of the shift. */
const PAY_BANDS = ['day', 'night', 'holiday', 'night_holiday'] as const;
export type PayBand = (typeof PAY_BANDS)[number];

export const PAY_BAND_LABELS: Record<PayBand, string> = {
  day: '通常',
  night: '深夜',
  holiday: '祝日',
  night_holiday: '祝日深夜',
};

/** Whole minutes of one band in a row. */
export interface BandRun {
  readonly band: PayBand;
  readonly minutes: number;
}

/** 労働基準法37条4項's hours, used as the convention for honoraria too. */
const NIGHT_ENDS = 5 * 60;
const NIGHT_BEGINS = 22 * 60;

/** Cuts time at 05:00, 22:00 and midnight of Asia/Tokyo and names the band of each piece, in order. */
export function bandRuns(spans: readonly Interval[], holidays: ReadonlySet<string>): readonly BandRun[] {
  return spans.flatMap((span) => {
    const runs: BandRun[] = [];
    let cursor = span.from;
    while (cursor < span.until) {
      const edge = nextEdge(cursor);
      const until = edge < span.until ? edge : span.until;
      const minutes = (until.getTime() - cursor.getTime()) / MINUTE_MS;
      runs.push({ band: bandAt(cursor, holidays), minutes });
      cursor = until;
    }
    return runs;
  });
}

export function premiumBp(band: PayBand, policy: PayPolicy): BasisPoints {
  const { nightBp, holidayBp } = policy;
  switch (band) {
    case 'day':
      return 0n;
    case 'night':
      return nightBp;
    case 'holiday':
      return holidayBp;
    case 'night_holiday':
      if (policy.stacking === 'ADD') return nightBp + holidayBp;
      return nightBp > holidayBp ? nightBp : holidayBp;
  }
}

/** One figure per band; bands without minutes are left out. */
export function sumByBand(runs: readonly BandRun[]): readonly BandRun[] {
  return PAY_BANDS.map((band) => ({
    band,
    minutes: totalMinutes(runs.filter((run) => run.band === band)),
  })).filter((sum) => sum.minutes > 0);
}

export function totalMinutes(runs: readonly BandRun[]): number {
  return runs.reduce((sum, run) => sum + run.minutes, 0);
}

function bandAt(at: Date, holidays: ReadonlySet<string>): PayBand {
  const minute = tokyoMinuteOfDay(at);
  const night = minute < NIGHT_ENDS || minute >= NIGHT_BEGINS;
  if (holidays.has(tokyoDay(at))) return night ? 'night_holiday' : 'holiday';
  return night ? 'night' : 'day';
}

function nextEdge(at: Date): Date {
  const day = tokyoDay(at);
  const minute = tokyoMinuteOfDay(at);
  const midnight = startOfTokyoDay(day).getTime();
  if (minute < NIGHT_ENDS) return new Date(midnight + NIGHT_ENDS * MINUTE_MS);
  if (minute < NIGHT_BEGINS) return new Date(midnight + NIGHT_BEGINS * MINUTE_MS);
  return startOfTokyoDay(nextTokyoDay(day));
}
