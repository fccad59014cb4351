import type { Actor } from '../../shared/actor';

/** Who runs the desk on the day. */
const LEADERS = ['admin', 'contractor', 'coordinator', 'supervisor'];
/** Who answers for an organisation's roster. */
const PLANNERS = ['admin', 'contractor', 'coordinator'];

export function leadsDuties(actor: Pick<Actor, 'roles'>): boolean {
  return actor.roles.some((role) => LEADERS.includes(role));
}

export function plansDuties(actor: Pick<Actor, 'roles'>): boolean {
  return actor.roles.some((role) => PLANNERS.includes(role));
}

/** In whose voice this actor speaks of this person's duty; null: it is none of theirs. */
export function voiceOf(
  actor: Pick<Actor, 'roles' | 'personId'>,
  personId: string,
): 'self' | 'leader' | null {
  if (actor.personId === personId) return 'self';
  return leadsDuties(actor) ? 'leader' : null;
}
