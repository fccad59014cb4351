import type { Actor } from '../../shared/actor';

/**
 * The same actor with a view of all organisations, for a swap between two: the database would hide the other side's rows from
 * either. Only after the actor's own view has shown the swap, or the seat, and the policy has allowed the step.
 */
export function acrossOrganisations(actor: Actor): Actor {
  return { ...actor, scope: 'all_organisations' };
}
