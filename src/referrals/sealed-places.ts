import type { SealContext } from '../platform/crypto/seal';

/** Where sealed words belong; sealing and unsealing must name the same place. */
export function noteContext(referralId: string, version: number): SealContext {
  return { table: 'referral_event', rowId: `${referralId}/${version}`, field: 'note' };
}

export function overrideContext(referralId: string, field: 'reason' | 'review'): SealContext {
  return { table: 'referral_override', rowId: referralId, field };
}

export function identityContext(needId: string): SealContext {
  return { table: 'referral_identity', rowId: needId, field: 'identity' };
}
