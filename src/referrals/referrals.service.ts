import { Injectable } from '@nestjs/common';
import type { Actor } from '../shared/actor';
import { DomainError, notFound } from '../shared/domain-error';
import type { Tx } from '../platform/database/sql';
import { stale } from '../platform/http/entity-tag';
import { decideMove, type ReferralStatus } from './domain/referral-moves';
import { NextReceiverService } from './silence/next-receiver.service';
import { ReferralStore } from './steps/referral-store';
import { type Step, StepEffects } from './steps/step-effects';
import { type ReferralRow, ReferralsReader } from './referrals.reader';
import { sheetFor } from './sheet-of-referral';

export type { Step } from './steps/step-effects';

/**
 * Moves a referral along its table. Staff are known by their roles; a receiver without an account comes as `externalActor`, and
 * whoever lets it in (a link, a form that came back) answers for which referral that is.
 */
@Injectable()
export class ReferralsService {
  constructor(
    private readonly reader: ReferralsReader,
    private readonly effects: StepEffects,
    private readonly store: ReferralStore,
    private readonly next: NextReceiverService,
  ) {}

  /** Makes one move of the table; the event row and the audit row stand or fall with it. */
  async move(tx: Tx, actor: Actor, now: Date, step: Step): Promise<ReferralRow> {
    const current = await this.reader.byId(tx, step.id);
    if ((await sheetFor(tx, actor, current.consultationId)) === null) throw notFound('つなぎ');
    if (current.version !== step.version) throw stale();
    const status = statusAfter(current, step, actor);
    const change = await this.effects.of(tx, actor, now, current, step);
    const referral = { ...current, ...change, status, version: current.version + 1, updatedAt: now };
    await this.store.change(tx, actor, { referral, move: step.move, from: current.status, note: step.note });
    if (step.move === 'silence' || step.move === 'refusal') await this.next.propose(tx, actor, now, referral);
    return referral;
  }
}

function statusAfter(current: ReferralRow, step: Step, actor: Actor): ReferralStatus {
  const decision = decideMove(current.status, step.move, actor.roles, current.handoverMethod);
  if (decision.allowed) return decision.to;
  if (decision.reason === 'forbidden')
    throw new DomainError('forbidden', 'forbidden', 'この操作の権限がありません。');
  throw new DomainError('conflict', 'move_not_allowed', '今の状況からこの手続きには進めません。');
}
