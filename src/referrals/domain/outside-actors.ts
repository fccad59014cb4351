import { type Actor, systemActor } from '../../shared/actor';
import { CLOCK, EXTERNAL } from './referral-moves';

/** A receiver without an account. Whoever lets it in makes sure of which referral it is let in to. */
export function externalActor(organisationId: string, requestId: string): Actor {
  return {
    accountId: null,
    personId: null,
    organisationId,
    roles: [EXTERNAL],
    scope: 'own_organisation',
    requestId,
  };
}

/** Time that ran out, in whichever organisation. */
export function clockActor(): Actor {
  return { ...systemActor('referral-silence'), roles: [CLOCK] };
}
