export const BLOCK_STATES = ['in_force', 'suspended', 'ended'] as const;
export type BlockState = (typeof BLOCK_STATES)[number];

interface Standing {
  readonly endedAt: Date | null;
  /** Latest end of an approved lifting for a time. */
  readonly liftedUntil: Date | null;
}

/** A lifting for a time ends by itself; only one without an end is for good. */
export function blockState({ endedAt, liftedUntil }: Standing, now: Date): BlockState {
  if (endedAt !== null) return 'ended';
  return liftedUntil !== null && now < liftedUntil ? 'suspended' : 'in_force';
}
