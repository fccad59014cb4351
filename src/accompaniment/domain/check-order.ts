import type { FieldFault } from '../../shared/domain-error';
import type { CheckKind, VisitCheck } from './visit-watch';

/** In, as often safe as wanted, out: each person for themself, and nothing that is still to come. */
export function checkOrder(
  own: readonly VisitCheck[],
  next: { readonly kind: CheckKind; readonly occurredAt: Date },
  now: Date,
): FieldFault[] {
  const arrived = own.find(({ kind }) => kind === 'check_in');
  const left = own.some(({ kind }) => kind === 'check_out');
  if (next.occurredAt > now) return [fault('/occurredAt', 'future', '時刻は今より前にしてください。')];
  if (next.kind === 'check_in')
    return arrived ? [fault('/kind', 'already', 'この人は既に合流を記録しています。')] : [];
  if (!arrived) return [fault('/kind', 'not_checked_in', 'この人はまだ合流を記録していません。')];
  if (left) return [fault('/kind', 'already', 'この人は既に解散を記録しています。')];
  // Whoever leaves has been safe until then.
  const last = Math.max(...own.map(({ occurredAt }) => occurredAt.getTime()));
  const earliest = next.kind === 'check_out' ? last : arrived.occurredAt.getTime();
  return next.occurredAt.getTime() < earliest
    ? [fault('/occurredAt', 'order', '前の記録より後の時刻にしてください。')]
    : [];
}

/** The visit goes on for as long as somebody who checked in has not checked out. */
export function isLastToLeave(checks: readonly VisitCheck[], personId: string): boolean {
  const gone = new Set(checks.filter(({ kind }) => kind === 'check_out').map((check) => check.personId));
  return checks.every((check) => check.personId === personId || gone.has(check.personId));
}

function fault(pointer: string, code: string, message: string): FieldFault {
  return { pointer, code, message };
}
