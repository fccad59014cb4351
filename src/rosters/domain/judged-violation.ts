import type { FieldFault } from '../../shared/domain-error';
import type { Violation } from './check-roster';

export interface RosterException {
  readonly shiftId: string;
  readonly personId: string;
  readonly rule: string;
}

export interface JudgedViolation extends Violation {
  /** Somebody has allowed it with a reason. */
  readonly excused: boolean;
}

/** An exception counts for the rule and the person at one of the shifts that the violation is about. */
export function excuse(
  violations: readonly Violation[],
  exceptions: readonly RosterException[],
): JudgedViolation[] {
  return violations.map((violation) => ({
    ...violation,
    excused:
      violation.excusable &&
      exceptions.some(
        ({ shiftId, personId, rule }) =>
          rule === violation.rule && personId === violation.personId && violation.shiftIds.includes(shiftId),
      ),
  }));
}

export function blocking(violations: readonly JudgedViolation[]): JudgedViolation[] {
  return violations.filter(({ strength, excused }) => strength === 'hard' && !excused);
}

/** As the caller of a hand move sees it: the person is what does not fit. */
export function asMoveFaults(violations: readonly JudgedViolation[]): FieldFault[] {
  return violations.map(({ rule, message }) => ({ pointer: '/personId', code: rule, message }));
}
