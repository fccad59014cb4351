import type { ReferralStatus } from './referral-moves';

interface Ownership {
  readonly ownerAccountId: string | null;
  readonly since: Date;
}

/** Who looked after the need at an instant; ownerships in the order of time. */
export function ownerAt(owners: readonly Ownership[], at: Date): string | null {
  return owners.findLast(({ since }) => since <= at)?.ownerAccountId ?? null;
}

interface ChainStep {
  readonly toStatus: ReferralStatus;
  readonly occurredAt: Date;
}

/** A person at the receiver who answered, saw or took in the person in need; a refusal is none. */
const CONTACT: readonly ReferralStatus[] = ['accepted', 'appointment', 'met', 'accompanied', 'received'];

/** From the opening of the need to the first human contact over all its attempts; null: none so far. */
export function secondsToFirstContact(openedAt: Date, steps: readonly ChainStep[]): number | null {
  const times = steps
    .filter(({ toStatus }) => CONTACT.includes(toStatus))
    .map(({ occurredAt }) => occurredAt.getTime());
  return times.length === 0 ? null : Math.floor((Math.min(...times) - openedAt.getTime()) / 1000);
}
