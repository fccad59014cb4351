import type { FieldFault } from '../../shared/domain-error';
import { type Interval, overlaps, seconds } from '../../shared/interval';

export interface ShiftPlan {
  readonly span: Interval;
  readonly fieldCode: string | null;
}

/** What the period says about where a shift may lie. */
export interface PlacementGround {
  readonly period: Interval;
  readonly organisationTakesPart: boolean;
  /** Field codes of the period's voice menu; empty while nobody has entered it. */
  readonly menu: readonly string[];
}

/** The longest duty found in a comparable service is a holiday from 08:30 to 08:30; more is a slip of the pen. */
const LONGEST_SECONDS = 24 * 3600;

/**
 * Everything that is wrong with where a shift is put. A shift may begin before the period or end after it, since duties cross
 * the limit (domain rule 7), but some part of it must serve the period.
 */
export function checkShiftPlacement(plan: ShiftPlan, ground: PlacementGround): FieldFault[] {
  return [...checkSpan(plan.span, ground.period), ...checkOrganisation(ground), ...checkField(plan, ground)];
}

function checkSpan(span: Interval, period: Interval): FieldFault[] {
  if (span.from >= span.until) return [fault('/endsAt', 'span', '終了は開始より後にしてください。')];
  return [
    ...(seconds(span) > LONGEST_SECONDS
      ? [fault('/endsAt', 'too_long', '1回の勤務は24時間以内にしてください。')]
      : []),
    ...(overlaps(span, period) ? [] : [fault('/startsAt', 'outside_period', '勤務が実施期と重なりません。')]),
  ];
}

function checkOrganisation(ground: PlacementGround): FieldFault[] {
  if (ground.organisationTakesPart) return [];
  return [fault('/organisationId', 'not_participating', 'この団体はこの期に参加していません。')];
}

function checkField({ fieldCode }: ShiftPlan, { menu }: PlacementGround): FieldFault[] {
  if (fieldCode === null || menu.length === 0 || menu.includes(fieldCode)) return [];
  return [fault('/fieldCode', 'not_offered', 'この分野はこの期の番号案内にありません。')];
}

function fault(pointer: string, code: string, message: string): FieldFault {
  return { pointer, code, message };
}
