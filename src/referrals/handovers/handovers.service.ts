import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { notFound } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import { firstRow, rows, type Tx } from '../../platform/database/sql';
import { NeedsService, refuseUnfit } from '../needs/needs.service';
import { ReferralNeedsReader } from '../referral-needs.reader';

/** Which organisation's open referrals of which period. */
export interface HandedOver {
  readonly periodId: string;
  readonly organisationId: string;
}

/** Referrals outlive their period: whoever looks after those still open is named, and the naming stays on record. */
@Injectable()
export class HandoversService {
  constructor(
    private readonly needs: NeedsService,
    private readonly reader: ReferralNeedsReader,
    private readonly audit: AuditLog,
  ) {}

  async record(
    tx: Tx,
    actor: Actor,
    now: Date,
    { periodId, organisationId }: HandedOver,
    ownerAccountId: string,
  ): Promise<void> {
    // Two who hand over at the same time come one after the other.
    const participation = await firstRow(
      tx,
      `SELECT pa.id FROM participation AS pa WHERE pa.period_id = $1 AND pa.organisation_id = $2 FOR UPDATE`,
      [periodId, organisationId],
    );
    if (participation === null) throw notFound('団体の参加');
    await refuseUnfit(tx, ownerAccountId, organisationId);
    const open = await rows<{ id: string }>(
      tx,
      `SELECT n.id FROM referral_need AS n
       WHERE n.period_id = $1 AND n.organisation_id = $2 AND n.closed_at IS NULL ORDER BY n.id FOR UPDATE`,
      [periodId, organisationId],
    );
    for (const { id } of open) {
      const need = await this.reader.byId(tx, id);
      if (need.ownerAccountId === ownerAccountId) continue;
      await this.needs.setOwner(tx, actor, now, need, { ownerAccountId, reason: 'period_close' });
    }
    await tx.query(
      `INSERT INTO referral_handover (period_id, organisation_id, number, owner_account_id, open_needs, account_id, recorded_at)
       SELECT $1, $2, coalesce(max(h.number), 0) + 1, $3, $4, $5, $6
       FROM referral_handover AS h WHERE h.period_id = $1 AND h.organisation_id = $2`,
      [periodId, organisationId, ownerAccountId, open.length, actor.accountId, now],
    );
    await this.audit.record(tx, actor, now, {
      action: 'referral_handover.recorded',
      objectType: 'period',
      objectId: periodId,
      organisationId,
      detail: { ownerAccountId, openNeeds: open.length },
    });
  }
}
