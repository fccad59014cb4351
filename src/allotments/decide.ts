import type { Actor } from '../shared/actor';
import { DomainError } from '../shared/domain-error';
import { type AllotmentMove, type AllotmentStatus, decideMove } from './domain/allotment-moves';

/** The table's answer, or the refusal in words. */
export function decide(actor: Actor, status: AllotmentStatus, move: AllotmentMove) {
  const decision = decideMove(status, move, actor.roles);
  if (decision.allowed) return decision;
  if (decision.reason === 'forbidden')
    throw new DomainError('forbidden', 'forbidden', 'この操作の権限がありません。');
  throw new DomainError('conflict', 'move_not_allowed', '枠の今の状況からこの手続きには進めません。');
}
