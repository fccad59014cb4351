import type { Interval } from '../../shared/interval';
import { HOUR_MS, MINUTE_MS } from '../../shared/tokyo-time';

type AttendanceSource = 'self' | 'leader' | 'retrospective';

export interface AttendanceEvent {
  readonly kind: 'checked_in' | 'checked_out' | 'entered' | 'absent' | 'confirmed';
  readonly source: AttendanceSource;
  readonly cameAt: Date | null;
  readonly leftAt: Date | null;
}

export interface Attendance {
  readonly state: 'expected' | 'present' | 'left' | 'absent';
  readonly cameAt: Date | null;
  readonly leftAt: Date | null;
  /** Who said so last; null while nobody said anything. */
  readonly source: AttendanceSource | null;
  /** A coordinator has looked at it since its last change. Whoever pays asks for this (domain rule 45). */
  readonly isConfirmed: boolean;
}

const NOTHING_SAID: Attendance = {
  state: 'expected',
  cameAt: null,
  leftAt: null,
  source: null,
  isConfirmed: false,
};

/** What holds after all events, oldest first: the later word counts, and whatever is said anew is confirmed anew. */
export function foldAttendance(events: readonly AttendanceEvent[]): Attendance {
  return events.reduce(applyEvent, NOTHING_SAID);
}

function applyEvent(before: Attendance, event: AttendanceEvent): Attendance {
  const said = { ...before, source: event.source, isConfirmed: false };
  switch (event.kind) {
    case 'checked_in':
      return { ...said, state: 'present', cameAt: event.cameAt, leftAt: null };
    case 'checked_out':
      return { ...said, state: 'left', leftAt: event.leftAt };
    case 'entered':
      return { ...said, state: 'left', cameAt: event.cameAt, leftAt: event.leftAt };
    case 'absent':
      return { ...said, state: 'absent', cameAt: null, leftAt: null };
    case 'confirmed':
      return { ...before, isConfirmed: true };
  }
}

export interface Punctuality {
  readonly earlyMinutes: number;
  readonly lateMinutes: number;
  readonly leftEarlyMinutes: number;
  readonly overMinutes: number;
}

/** Whole minutes against the roster; a begun minute does not count, for or against the person. */
export function comparePunctuality(planned: Interval, { cameAt, leftAt }: Attendance): Punctuality {
  return {
    earlyMinutes: minutesBetween(cameAt, planned.from),
    lateMinutes: minutesBetween(planned.from, cameAt),
    leftEarlyMinutes: minutesBetween(leftAt, planned.until),
    overMinutes: minutesBetween(planned.until, leftAt),
  };
}

function minutesBetween(earlier: Date | null, later: Date | null): number {
  if (earlier === null || later === null) return 0;
  return Math.max(0, Math.floor((later.getTime() - earlier.getTime()) / MINUTE_MS));
}

/** Whoever comes earlier than this has the wrong day before them; whoever leaves later is entered by the coordinator. */
const EARLIEST_MS = 2 * HOUR_MS;
const LATEST_MS = 6 * HOUR_MS;

export type AttendanceRefusal = 'too_early' | 'too_late' | 'not_checked_in' | 'marked_absent';

/** May this be said now? `repeated` stands already, `new` is to be written. */
export function judgeCheckIn(
  planned: Interval,
  attendance: Attendance,
  now: Date,
): 'new' | 'repeated' | AttendanceRefusal {
  if (attendance.cameAt !== null) return 'repeated';
  if (now.getTime() < planned.from.getTime() - EARLIEST_MS) return 'too_early';
  if (now >= planned.until) return 'too_late';
  return attendance.state === 'absent' ? 'marked_absent' : 'new';
}

export function judgeCheckOut(
  planned: Interval,
  attendance: Attendance,
  now: Date,
): 'new' | 'repeated' | AttendanceRefusal {
  if (attendance.leftAt !== null) return 'repeated';
  if (attendance.cameAt === null) return 'not_checked_in';
  return now.getTime() > planned.until.getTime() + LATEST_MS ? 'too_late' : 'new';
}
