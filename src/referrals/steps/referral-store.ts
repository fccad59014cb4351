import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { AuditLog } from '../../audit/audit-log';
import { seal } from '../../platform/crypto/seal';
import { rows, type Tx } from '../../platform/database/sql';
import { stale } from '../../platform/http/entity-tag';
import { CLOCK, EXTERNAL, type ReferralMove, type ReferralStatus } from '../domain/referral-moves';
import { Referral } from '../referral.entity';
import type { ReferralRow } from '../referrals.reader';
import { noteContext } from '../sealed-places';

/** What became of a referral by one step. */
export interface TakenStep {
  /** As it is after the step. */
  readonly referral: Referral;
  readonly move: ReferralMove | 'proposal' | 'override_request' | 'override_confirmation' | 'override_review';
  readonly from: ReferralStatus | null;
  readonly note?: string | undefined;
}

/** The referral, the row of its step and the audit row stand or fall together. */
@Injectable()
export class ReferralStore {
  constructor(private readonly audit: AuditLog) {}

  async add(tx: Tx, actor: Actor, referral: ReferralRow, note: string | undefined): Promise<void> {
    const { urgency: _urgency, areaCode: _area, ownerAccountId: _owner, ...row } = referral;
    await tx.insert(Referral, row);
    await this.recordStep(tx, actor, { referral, move: 'proposal', from: null, note });
  }

  async change(tx: Tx, actor: Actor, step: TakenStep): Promise<void> {
    const { referral } = step;
    const changed = await rows<{ id: string }>(
      tx,
      `UPDATE referral
       SET status = $3, outcome = $4, decline_reason = $5, withdrawal_reason = $6, receiver_name = $7, receiver_phone = $8,
           service_version = $9, sent_at = $10, respond_by = $11, appointment_at = $12, version = version + 1,
           updated_at = $13
       WHERE id = $1 AND version = $2 RETURNING id`,
      [
        referral.id,
        referral.version - 1,
        referral.status,
        referral.outcome,
        referral.declineReason,
        referral.withdrawalReason,
        referral.receiverName,
        referral.receiverPhone,
        referral.serviceVersion,
        referral.sentAt,
        referral.respondBy,
        referral.appointmentAt,
        referral.updatedAt,
      ],
    );
    if (changed.length === 0) throw stale();
    await this.recordStep(tx, actor, step);
  }

  private async recordStep(tx: Tx, actor: Actor, step: TakenStep): Promise<void> {
    const { referral, move, from } = step;
    const by = kindOf(actor);
    const note = step.note === undefined ? null : seal(step.note, noteContext(referral.id, referral.version));
    await tx.query(
      `INSERT INTO referral_event (referral_id, version, organisation_id, move, from_status, to_status, occurred_at, actor,
                                   account_id, respond_by, note_sealed, seal)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        referral.id,
        referral.version,
        referral.organisationId,
        move,
        from,
        referral.status,
        referral.updatedAt,
        by,
        actor.accountId,
        referral.respondBy,
        note?.bytes ?? null,
        note?.seal ?? null,
      ],
    );
    const receiver = by === 'external' ? { serviceId: referral.serviceId } : {};
    await this.audit.record(tx, actor, referral.updatedAt, {
      action: from === null ? 'referral.proposed' : 'referral.moved',
      objectType: 'referral',
      objectId: referral.id,
      organisationId: referral.organisationId,
      detail: { move, from, to: referral.status, version: referral.version, by, ...receiver },
    });
  }
}

function kindOf({ roles }: Actor): 'staff' | 'external' | 'clock' {
  if (roles.includes(EXTERNAL)) return 'external';
  return roles.includes(CLOCK) ? 'clock' : 'staff';
}
