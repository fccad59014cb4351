import type { SealContext } from '../platform/crypto/seal';

/** Where the note of one step belongs; sealing and unsealing must name the same place. */
export function noteContext(referralId: string, version: number): SealContext {
  return { table: 'referral_event', rowId: `${referralId}/${version}`, field: 'note' };
}
