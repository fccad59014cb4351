import { formatTokyo } from '../shared/tokyo-time';
import type { Block, Lifting } from './blocks.reader';
import { blockState } from './domain/block-state';
import type { CaseBlockView, LiftingView } from './safeguards.dto';

const at = (instant: Date | null): string | null => instant && formatTokyo(instant);

export function presentBlock(block: Block, asked: Lifting | undefined, now: Date): CaseBlockView {
  return {
    id: block.id,
    consultationId: block.consultationId,
    kind: block.kind,
    personId: block.personId,
    name: block.name,
    reason: block.reason,
    state: blockState(block, now),
    ownPeople: block.ownPeople,
    blockedBy: block.accountId,
    blockedAt: formatTokyo(block.blockedAt),
    endedAt: at(block.endedAt),
    liftedUntil: at(block.liftedUntil),
    asked: asked ? presentLifting(asked) : null,
  };
}

export function presentLifting(lifting: Lifting): LiftingView {
  const { id, reason, until, askedBy, askedAt, decision, decidedBy, decidedAt, revokedAt } = lifting;
  return {
    id,
    reason,
    until: at(until),
    askedBy,
    askedAt: formatTokyo(askedAt),
    decision,
    decidedBy,
    decidedAt: at(decidedAt),
    revokedAt: at(revokedAt),
  };
}
