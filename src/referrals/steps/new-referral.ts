import type { Referral } from '../referral.entity';
import type { NeedRow } from '../referral-needs.reader';
import type { ReferralRow } from '../referrals.reader';

type Attempt = Pick<
  Referral,
  'serviceId' | 'serviceVersion' | 'receiverName' | 'receiverKind' | 'receiverPhone' | 'handoverMethod'
> & { readonly previousReferralId?: string };

/** An attempt as it begins: proposed, agreed to by nobody. */
export function newReferral(need: NeedRow, attempt: Attempt, id: string, now: Date): ReferralRow {
  const { organisationId, periodId, consultationId, worryCategory, urgency, areaCode, ownerAccountId } = need;
  return {
    ...{ organisationId, periodId, consultationId, worryCategory, urgency, areaCode, ownerAccountId },
    ...attempt,
    id,
    needId: need.id,
    previousReferralId: attempt.previousReferralId ?? null,
    status: 'proposed',
    outcome: null,
    declineReason: null,
    withdrawalReason: null,
    sentAt: null,
    respondBy: null,
    appointmentAt: null,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
}
