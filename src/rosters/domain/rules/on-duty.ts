import { cutByInterval, joinShortfalls, type Segment, type Shortfall } from '../by-interval';
import type { PersonFacts, RosterFacts, ShiftFacts } from '../roster-facts';
import { spanWords } from '../words';
import type { Finding } from './rule';

/** One person at one desk; those on standby are not on the line. */
export interface OnDuty extends ShiftFacts {
  readonly person: PersonFacts;
}

export function onDuty(facts: RosterFacts): OnDuty[] {
  return facts.people.flatMap((person) =>
    person.duties.filter(({ role }) => role !== 'standby').map((shift) => ({ ...shift, person })),
  );
}

/** Where `missing` says how many people lack while these are there together. */
export function shortfalls(
  facts: RosterFacts,
  missing: (together: Segment<OnDuty>) => number,
): readonly Shortfall[] {
  return joinShortfalls(
    cutByInterval(onDuty(facts))
      .map((segment) => ({ from: segment.from, until: segment.until, missing: missing(segment) }))
      .filter((shortfall) => shortfall.missing > 0),
  );
}

export function peopleIn(segment: Segment<OnDuty>): PersonFacts[] {
  return [...new Set(segment.members.map(({ person }) => person))];
}

export function shortfallFinding(
  facts: RosterFacts,
  shortfall: Shortfall,
  words: (span: string, missing: number) => string,
): Finding {
  const span = { from: shortfall.from, until: shortfall.until };
  const there = onDuty(facts).filter((duty) => duty.from < span.until && span.from < duty.until);
  return {
    personId: null,
    shiftIds: [...new Set(there.map(({ id }) => id))],
    span,
    excess: { amount: shortfall.missing, unit: 'people' },
    message: words(spanWords(span), shortfall.missing),
  };
}
