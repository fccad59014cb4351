import { MINUTE_MS } from '../../shared/tokyo-time';
import type { VisitStatus } from './visit-moves';

export const CHECK_KINDS = ['check_in', 'safe', 'check_out'] as const;
export type CheckKind = (typeof CHECK_KINDS)[number];

/** Unless planned otherwise, a sign of life is due this often. */
export const CHECK_MINUTES = 60;

/** How late each may be before somebody is told; a train is late sooner than a person is lost. */
const GRACE_MINUTES: Readonly<Record<CheckKind, number>> = { check_in: 15, safe: 10, check_out: 30 };

export interface VisitCheck {
  readonly personId: string;
  readonly kind: CheckKind;
  /** What was said, not when it reached the server: nothing is known of a person after that moment. */
  readonly occurredAt: Date;
}

export interface WatchedVisit {
  readonly status: VisitStatus;
  readonly plannedFrom: Date;
  readonly plannedUntil: Date;
  readonly checkMinutes: number;
  readonly companionIds: readonly string[];
  readonly checks: readonly VisitCheck[];
}

interface Due {
  readonly personId: string;
  readonly kind: CheckKind;
  readonly dueAt: Date;
}

/** The checks of companions that should have come by now and did not. At the last minute of grace it is missed. */
export function missed(visit: WatchedVisit, now: Date): Due[] {
  return awaited(visit).filter((due) => missedAt(due) <= now);
}

/** When the visit has to be looked at next, if nothing happens until then; null: nothing is awaited any more. */
export function nextLook(visit: WatchedVisit, after: Date | null): Date | null {
  const times = awaited(visit)
    .map((due) => missedAt(due).getTime())
    .filter((time) => after === null || time > after.getTime());
  return times.length === 0 ? null : new Date(Math.min(...times));
}

function awaited(visit: WatchedVisit): Due[] {
  if (visit.status !== 'planned' && visit.status !== 'checked_in') return [];
  return visit.companionIds.flatMap((personId): Due[] => {
    const own = visit.checks.filter((check) => check.personId === personId);
    if (own.some(({ kind }) => kind === 'check_out')) return [];
    if (own.length === 0) return [{ personId, kind: 'check_in', dueAt: visit.plannedFrom }];
    const last = Math.max(...own.map(({ occurredAt }) => occurredAt.getTime()));
    return [
      { personId, kind: 'safe', dueAt: new Date(last + visit.checkMinutes * MINUTE_MS) },
      { personId, kind: 'check_out', dueAt: visit.plannedUntil },
    ];
  });
}

function missedAt({ kind, dueAt }: Due): Date {
  return new Date(dueAt.getTime() + GRACE_MINUTES[kind] * MINUTE_MS);
}
