import type { HandoverMethod, ReferralStatus } from './referral-moves';

/** On whom the next step of a referral depends; null: it has ended. */
export type AwaitedParty = 'person' | 'sender' | 'receiver';

const AWAITED: Readonly<Record<ReferralStatus, AwaitedParty | null>> = {
  proposed: 'person',
  consented: 'sender',
  sent: 'receiver',
  no_answer: 'sender',
  accepted: 'receiver',
  declined: 'sender',
  appointment: 'receiver',
  met: 'receiver',
  accompanied: 'receiver',
  received: 'sender',
  withdrawn: 'sender',
  closed: null,
};

export function awaitedParty(status: ReferralStatus): AwaitedParty | null {
  return AWAITED[status];
}

/** Only who was written to can be late with an answer; a number told on the telephone asks nobody anything. */
export function isAskedForAnswer(method: HandoverMethod): boolean {
  return method === 'agency_contacted' || method === 'accompanied';
}

export function isOverdue(status: ReferralStatus, respondBy: Date | null, now: Date): boolean {
  return status === 'sent' && respondBy !== null && respondBy <= now;
}
