import type { Interval } from '../../shared/interval';
import type { JudgedViolation } from './judged-violation';
import { type WishLevel, wishLevel } from './wish-level';
import type { PersonFacts } from './roster-facts';
import { isNight } from '../../staffing/domain/nights';
import { isNewYear, minutes } from './work-time';

/** How one person would fit one seat. */
export interface Candidate {
  readonly personId: string;
  readonly legal: boolean;
  readonly wish: WishLevel;
  /** Minutes on duty in the period already, and heavy duties among them. */
  readonly burden: { readonly minutes: number; readonly nights: number; readonly newYear: number };
  /** Weights of what the seat would break, added up. */
  readonly cost: number;
  readonly violations: readonly JudgedViolation[];
}

const WISH_ORDER: readonly WishLevel[] = ['want', 'can', 'unanswered', 'reluctant', 'not_offered', 'cannot'];

export function asCandidate(
  person: PersonFacts,
  shift: Interval,
  violations: readonly JudgedViolation[],
): Candidate {
  return {
    personId: person.id,
    legal: violations.every(({ strength, excused }) => strength !== 'hard' || excused),
    wish: wishLevel(person.wishes, shift),
    burden: {
      minutes: person.duties.reduce((sum, duty) => sum + minutes(duty), 0),
      nights: person.duties.filter(isNight).length,
      newYear: person.duties.filter(isNewYear).length,
    },
    cost: violations.reduce((sum, { weight }) => sum + weight, 0),
    violations,
  };
}

/** Legal ones first; then by wish, weighted rules, heavy duties, hours, and at last by id, so that the order is always the same. */
export function rankCandidates(candidates: readonly Candidate[]): Candidate[] {
  return candidates.toSorted(
    (a, b) =>
      Number(b.legal) - Number(a.legal) ||
      hardCount(a) - hardCount(b) ||
      WISH_ORDER.indexOf(a.wish) - WISH_ORDER.indexOf(b.wish) ||
      a.cost - b.cost ||
      a.burden.nights + a.burden.newYear - (b.burden.nights + b.burden.newYear) ||
      a.burden.minutes - b.burden.minutes ||
      (a.personId < b.personId ? -1 : 1),
  );
}

function hardCount({ violations }: Candidate): number {
  return violations.filter(({ strength, excused }) => strength === 'hard' && !excused).length;
}

const WISH_WORDS: Readonly<Record<WishLevel, string>> = {
  want: '本人が希望している',
  can: '本人が勤務できるとしている',
  unanswered: '本人の希望はまだ出ていない',
  reluctant: '本人は「ほかにいなければ」としている',
  not_offered: '本人は申し出ていない',
  cannot: '本人は勤務できないとしている',
};

/** Why this one, in words: 「規則に反しない。本人が希望している。夜勤1回、計16時間。」 */
export function reasonWords({ legal, wish, burden, cost }: Candidate): string {
  const rules = legal
    ? cost === 0
      ? '規則に反しない'
      : `重み${cost}の規則に触れる`
    : '必ず守る規則に反する';
  const hours = Math.round(burden.minutes / 6) / 10;
  return `${rules}。${WISH_WORDS[wish]}。この期の勤務は計${hours}時間、夜勤${burden.nights}回。`;
}
