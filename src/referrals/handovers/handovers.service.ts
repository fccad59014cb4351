import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { notFound } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import { firstRow, rows, type Tx } from '../../platform/database/sql';
import { NeedOwners, type OwnedNeed } from '../needs/need-owners';

/** Which organisation's open referrals of which period. */
export interface HandedOver {
  readonly periodId: string;
  readonly organisationId: string;
}

/** Referrals outlive their period: whoever looks after those still open is named, and the naming stays on record. */
@Injectable()
export class HandoversService {
  constructor(
    private readonly owners: NeedOwners,
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
    // Past the wall: what whoever records it must not see is handed over all the same.
    const open = await rows<OwnedNeed>(
      tx,
      `SELECT o.id, $2::uuid AS "organisationId", o.consultation_id AS "consultationId",
              o.owner_account_id AS "ownerAccountId"
       FROM open_needs($1, $2) AS o`,
      [periodId, organisationId],
    );
    await this.owners.refuseUnfit(tx, ownerAccountId, organisationId, open);
    for (const need of open.filter((each) => each.ownerAccountId !== ownerAccountId)) {
      await this.owners.set(tx, actor, now, need, { ownerAccountId, reason: 'period_close' });
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
