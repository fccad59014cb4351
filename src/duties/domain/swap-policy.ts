import type { Actor } from '../../shared/actor';
import { plansDuties } from './duty-policy';
import type { SwapPart } from './swap-moves';

interface SwapSides {
  readonly organisationId: string;
  readonly partnerOrganisationId: string;
  readonly proposerId: string;
  readonly partnerId: string;
}

type Party = Pick<Actor, 'personId' | 'organisationId' | 'roles' | 'scope'>;

/** What this actor is to the swap; empty: it is none of theirs. */
export function swapParts(actor: Party, swap: SwapSides): SwapPart[] {
  const coordinates = (organisationId: string): boolean =>
    plansDuties(actor) && (actor.scope === 'all_organisations' || actor.organisationId === organisationId);
  return [
    ...(actor.personId === swap.proposerId ? (['proposer'] as const) : []),
    ...(actor.personId === swap.partnerId ? (['partner'] as const) : []),
    ...(coordinates(swap.organisationId) ? (['coordinator'] as const) : []),
    ...(coordinates(swap.partnerOrganisationId) ? (['partner_coordinator'] as const) : []),
  ];
}

/** Gives or takes a seat themselves. */
export function takesPart(parts: readonly SwapPart[]): boolean {
  return parts.includes('proposer') || parts.includes('partner');
}

/** A proposer learns the name of a colleague, not of somebody in another organisation; the partner and both coordinators know. */
export function mayNamePartner(parts: readonly SwapPart[], swap: SwapSides): boolean {
  return swap.organisationId === swap.partnerOrganisationId || parts.some((part) => part !== 'proposer');
}
