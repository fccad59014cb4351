import { MINUTE_MS, type TokyoDay } from '../../shared/tokyo-time';
import { nextOpening, type ServiceHours } from '../../directory/domain/service-hours';

interface UrgencyRule {
  readonly label: string;
  /** `clock`: night and holidays count; `opening`: only while the receiver is open. */
  readonly counts: 'clock' | 'opening';
  readonly minutes: number;
}

/**
 * Until when a receiver is to answer. A child-guidance manual (和歌山県) has urgent cases told at once and others by nine the
 * next morning; 16 opening hours are two days of an office.
 */
export const URGENCIES = {
  normal: { label: '通常', counts: 'opening', minutes: 16 * 60 },
  watch: { label: '要注意', counts: 'opening', minutes: 4 * 60 },
  urgent: { label: '緊急', counts: 'clock', minutes: 2 * 60 },
} as const satisfies Record<string, UrgencyRule>;
export type Urgency = keyof typeof URGENCIES;
export const URGENCY_CODES = Object.keys(URGENCIES) as Urgency[];

/** Where hours are unknown, those of a public office: 行政機関の休日に関する法律第1条 closes it from 29 December to 3 January. */
const OFFICE_HOURS: ServiceHours = {
  schedules: [{ weekdays: [1, 2, 3, 4, 5], opensAt: '08:30', closesAt: '17:15', closedOnHolidays: true }],
  exceptions: [{ from: '12-29', until: '01-04', opensAt: null, closesAt: null }],
  validFrom: '0001-01-01',
  validUntil: null,
};

export interface OpeningHours {
  /** Null: a receiver of which no hours are known. */
  readonly hours: ServiceHours | null;
  readonly holidays: ReadonlySet<TokyoDay>;
}

/**
 * The instant at which silence becomes `no_answer`. Opening minutes are walked one by one, so that overlapping lines of a
 * timetable, exceptions and openings past midnight count as the directory reads them.
 */
export function deadline(urgency: Urgency, sentAt: Date, { hours, holidays }: OpeningHours): Date {
  const { counts, minutes } = URGENCIES[urgency];
  if (counts === 'clock') return new Date(sentAt.getTime() + minutes * MINUTE_MS);
  const given = hours === null ? null : afterOpenMinutes(hours, sentAt, minutes, holidays);
  const assumed = given ?? afterOpenMinutes(OFFICE_HOURS, sentAt, minutes, holidays);
  if (assumed === null) throw new Error('An office that never opens again');
  return assumed;
}

/** Null when it does not open for so long any more. */
function afterOpenMinutes(
  hours: ServiceHours,
  from: Date,
  minutes: number,
  holidays: ReadonlySet<TokyoDay>,
): Date | null {
  let at = new Date(Math.ceil(from.getTime() / MINUTE_MS) * MINUTE_MS);
  for (let left = minutes; left > 0; left -= 1) {
    const open = nextOpening(hours, at, holidays);
    if (open === null) return null;
    at = new Date(open.getTime() + MINUTE_MS);
  }
  return at;
}
