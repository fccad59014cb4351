import type { FieldFault } from '../../shared/domain-error';
import { type Interval, overlaps } from '../../shared/interval';

export const NEED_STRENGTHS = ['hard', 'weighted'] as const;
export const NEED_ROLES = ['counsellor', 'adviser', 'coordinator', 'interpreter', 'standby'] as const;

/** At least so many at once throughout the span, set by a person and not by a forecast. Half-open. */
export interface ManualNeed {
  readonly id: string;
  readonly channel: string;
  /** Null: across all fields of the channel together. */
  readonly fieldCode: string | null;
  readonly role: (typeof NEED_ROLES)[number];
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly minSeats: number;
  readonly minSupervisors: number;
  /** Each of the `minSeats` speaks it (code of `person_skill`); null: any. */
  readonly language: string | null;
  readonly gender: string | null;
  readonly strength: (typeof NEED_STRENGTHS)[number];
  /** What each missing seat costs a roster, where the need is weighted; 0 for a hard one. */
  readonly weight: number;
  readonly reason: string;
  readonly version: number;
}

/** What a need has to fit to. */
export interface NeedGround {
  readonly period: Interval;
  /** Empty: the period has no menu, and no field is asked for. */
  readonly menu: readonly string[];
}

/** Everything wrong with a need, each with its place. */
export function checkNeed(need: Omit<ManualNeed, 'id' | 'version'>, ground: NeedGround): FieldFault[] {
  const faults: FieldFault[] = [];
  const span = { from: need.startsAt, until: need.endsAt };
  if (span.from >= span.until) faults.push(fault('/endsAt', 'span', '終了は開始より後にしてください。'));
  else if (!overlaps(span, ground.period)) {
    faults.push(fault('/startsAt', 'outside_period', '実施期間の中の時間を指定してください。'));
  }
  if (need.fieldCode !== null && !ground.menu.includes(need.fieldCode)) {
    faults.push(fault('/fieldCode', 'not_offered', 'この期のガイダンスにない分野です。'));
  }
  if (need.minSeats + need.minSupervisors === 0) {
    faults.push(
      fault('/minSeats', 'nothing_wanted', '席数かスーパーバイザー数のどちらかを1以上にしてください。'),
    );
  }
  if (need.strength === 'hard' && need.weight > 0) {
    faults.push(fault('/weight', 'weight_of_hard', '必須の条件に重みは付けられません。'));
  }
  if (need.strength === 'weighted' && need.weight === 0) {
    faults.push(fault('/weight', 'weight_missing', '努力目標には1以上の重みを付けてください。'));
  }
  return faults;
}

function fault(pointer: string, code: string, message: string): FieldFault {
  return { pointer, code, message };
}
