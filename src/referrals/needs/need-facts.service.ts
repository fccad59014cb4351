import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { DomainError, notFound } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import type { Tx } from '../../platform/database/sql';
import { stale } from '../../platform/http/entity-tag';
import type { Based } from '../based-on';
import { isRaised, type NeedFacts, sameFacts } from '../domain/need-facts';
import { type NeedRow, ReferralNeedsReader } from '../referral-needs.reader';
import { ReferralsReader } from '../referrals.reader';
import { sheetFor } from '../sheet-of-referral';
import { ReferralStore } from '../steps/referral-store';
import { SendingService } from '../steps/sending.service';

/** What is known of a need changes while it is open; what is under way hears of a higher urgency. */
@Injectable()
export class NeedFactsService {
  constructor(
    private readonly reader: ReferralNeedsReader,
    private readonly referrals: ReferralsReader,
    private readonly sending: SendingService,
    private readonly store: ReferralStore,
    private readonly audit: AuditLog,
  ) {}

  async set(tx: Tx, actor: Actor, now: Date, based: Based, facts: NeedFacts): Promise<NeedRow> {
    const need = await this.reader.hold(tx, based.id);
    if ((await sheetFor(tx, actor, need.consultationId)) === null) throw notFound('つなぎの必要');
    if (need.version !== based.version) throw stale();
    if (need.closedAt !== null)
      throw new DomainError('conflict', 'need_closed', 'このつなぎの必要は既に終了しています。');
    return this.change(tx, actor, now, need, facts);
  }

  /** The need is open and held. */
  async change(tx: Tx, actor: Actor, now: Date, need: NeedRow, facts: NeedFacts): Promise<NeedRow> {
    if (sameFacts(need, facts)) return need;
    const { areaCode, language, urgency } = facts;
    await tx.query(
      `UPDATE referral_need SET area_code = $2, language = $3, urgency = $4, version = version + 1, updated_at = $5
       WHERE id = $1`,
      [need.id, areaCode, language, urgency, now],
    );
    await this.audit.record(tx, actor, now, {
      action: 'referral_need.changed',
      objectType: 'referral_need',
      objectId: need.id,
      organisationId: need.organisationId,
      detail: {
        from: { areaCode: need.areaCode, language: need.language, urgency: need.urgency },
        to: { areaCode, language, urgency },
      },
    });
    if (isRaised(need.urgency, urgency)) await this.hasten(tx, actor, now, need.id);
    return this.reader.byId(tx, need.id);
  }

  /** From now on, since nobody answers sooner for an urgency they have not heard of; never later than was said before. */
  private async hasten(tx: Tx, actor: Actor, now: Date, needId: string): Promise<void> {
    const attempts = await this.referrals.ofNeed(tx, needId);
    for (const attempt of attempts.filter(({ status }) => status === 'sent')) {
      const respondBy = await this.sending.respondBy(tx, now, attempt);
      if (respondBy === null || (attempt.respondBy !== null && attempt.respondBy <= respondBy)) continue;
      const referral = { ...attempt, respondBy, version: attempt.version + 1, updatedAt: now };
      await this.store.change(tx, actor, { referral, move: 'urgency', from: attempt.status });
    }
  }
}
