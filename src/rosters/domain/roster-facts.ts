import type { UnreadGuide } from '../../guides/domain/unread-guides';
import type { Interval } from '../../shared/interval';
import type { TokyoDay } from '../../shared/tokyo-time';
import { type HeldSkill, holdsOn, type SkillKind } from '../../staffing/domain/skill';
import type { WishSheet } from '../../staffing/domain/wish';
import type { OpeningWindow } from '../../periods/domain/opening-hours';

/** What rules need to know of a shift. */
export interface ShiftFacts extends Interval {
  readonly id: string;
  readonly channel: string;
  readonly fieldCode: string | null;
  readonly role: string;
  readonly seats: number;
}

export interface PersonFacts {
  readonly id: string;
  readonly skills: readonly HeldSkill[];
  /** Documents to be read and pledges to be given, each for the duties that ask for it. */
  readonly unread: readonly UnreadGuide[];
  /** Null while the person has not answered. */
  readonly wishes: WishSheet | null;
  /** Shifts of the organisation in which the person sits. */
  readonly duties: readonly ShiftFacts[];
  /** Times of duties in other organisations; where they are is nobody's business here. */
  readonly elsewhere: readonly Interval[];
}

/** So many people wanted at once while the span lasts; with a skill if one is named, at one desk if a field is. */
export interface PeopleNeed extends Interval {
  readonly skill: { readonly kind: SkillKind; readonly code: string } | null;
  readonly channel: string;
  readonly fieldCode: string | null;
  readonly atLeast: number;
  readonly strength: 'hard' | 'weighted';
  /** What each missing person costs where it is weighted. */
  readonly weight: number;
}

/** The roster of one organisation in one period, as rules see it. */
export interface RosterFacts {
  readonly people: readonly PersonFacts[];
  readonly openingHours: readonly OpeningWindow[];
  /** Known where the rosters of all organisations are looked at together; empty for one alone. */
  readonly needs: readonly PeopleNeed[];
}

export function holds(person: PersonFacts, kind: SkillKind, code: string, day: TokyoDay): boolean {
  return holdsOn(person.skills, { kind, code }, day);
}
