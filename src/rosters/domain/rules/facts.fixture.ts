import type { PersonFacts, RosterFacts, ShiftFacts } from '../roster-facts';
import type { ParameterValues, RosterRule } from './rule';

/** `12-31 22:00` of the turn of the year 2026/27 in Tokyo. */
export function at(text: string): Date {
  const year = text.startsWith('01') ? 2027 : 2026;
  return new Date(`${year}-${text.replace(' ', 'T')}:00+09:00`);
}

/** A shift written as `12-31 22:00 8` (start and hours); its id is what is written. */
export function shift(text: string, more: Partial<ShiftFacts> = {}): ShiftFacts {
  const [day = '', clock = '', hours = '8'] = text.split(' ');
  const from = at(`${day} ${clock}`);
  const until = new Date(from.getTime() + Number(hours) * 3_600_000);
  return { id: text, channel: 'phone', fieldCode: null, role: 'counsellor', seats: 1, from, until, ...more };
}

export function person(
  duties: readonly (string | ShiftFacts)[],
  more: Partial<PersonFacts> = {},
): PersonFacts {
  return {
    id: 'p',
    skills: [],
    unread: [],
    wishes: null,
    elsewhere: [],
    duties: duties.map((duty) => (typeof duty === 'string' ? shift(duty) : duty)),
    ...more,
  };
}

export function facts(people: readonly PersonFacts[], more: Partial<RosterFacts> = {}): RosterFacts {
  return { people, openingHours: [], needs: [], ...more };
}

/** The findings of a rule under its defaults, as short texts. */
export function findings(rule: RosterRule, roster: RosterFacts, parameters: ParameterValues = {}): string[] {
  const defaults = Object.fromEntries(rule.parameters.map((each) => [each.name, each.default]));
  return rule
    .check(roster, { ...defaults, ...parameters })
    .map(
      ({ shiftIds, excess }) =>
        `${shiftIds.join(' + ')}${excess ? ` = ${excess.amount} ${excess.unit}` : ''}`,
    );
}
