import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../shared/actor';
import { invalid } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import { rows, type Tx } from '../../platform/database/sql';
import type { ConsentPurpose } from '../domain/sending-basis';
import type { Referral } from '../referral.entity';
import type { NewConsent } from './consents.dto';
import { receiverKey, TO_THIS_RECEIVER } from './consents.reader';

/** A row for each receiver and purpose; none is ever changed but by being taken back. */
@Injectable()
export class ConsentsService {
  constructor(private readonly audit: AuditLog) {}

  async note(tx: Tx, actor: Actor, now: Date, referral: Referral, input: NewConsent): Promise<void> {
    const purposes = [...new Set(input.purposes)];
    checkPurposes(purposes, referral);
    const givenAt = input.givenAt ?? now;
    if (givenAt > now) throw invalid('/givenAt', 'future', '同意した時刻が未来になっています。');
    const coversIdentity = input.coversIdentity ?? false;
    for (const purpose of purposes) {
      await tx.query(
        `INSERT INTO referral_consent (id, organisation_id, consultation_id, referral_id, service_id, receiver_name, purpose,
                                       covers_identity, method, given_by, given_at, noted_by, noted_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
        [
          uuidv7(),
          referral.organisationId,
          referral.consultationId,
          referral.id,
          referral.serviceId,
          referral.receiverName,
          purpose,
          coversIdentity,
          input.method,
          input.givenBy ?? 'self',
          givenAt,
          actor.accountId,
          now,
        ],
      );
    }
    const detail = { purposes, method: input.method, coversIdentity, serviceId: referral.serviceId };
    await this.record(tx, actor, now, referral, { action: 'referral_consent.noted', detail });
  }

  /** The person takes back what they agreed to for this receiver, for whatever purpose. */
  async withdraw(tx: Tx, actor: Actor, now: Date, referral: Referral): Promise<void> {
    const withdrawn = await rows<{ id: string }>(
      tx,
      `UPDATE referral_consent AS rc SET withdrawn_at = $4, withdrawal_noted_by = $5
       WHERE ${TO_THIS_RECEIVER} AND rc.withdrawn_at IS NULL RETURNING rc.id`,
      [...receiverKey(referral), now, actor.accountId],
    );
    const detail = { consents: withdrawn.length, serviceId: referral.serviceId };
    await this.record(tx, actor, now, referral, { action: 'referral_consent.withdrawn', detail });
  }

  private record(
    tx: Tx,
    actor: Actor,
    now: Date,
    referral: Referral,
    entry: { action: string; detail: Record<string, unknown> },
  ): Promise<void> {
    const { id, organisationId } = referral;
    return this.audit.record(tx, actor, now, {
      ...entry,
      objectType: 'referral',
      objectId: id,
      organisationId,
    });
  }
}

/** Whoever agrees first agrees to be helped; other purposes come with it or later. */
function checkPurposes(purposes: readonly ConsentPurpose[], referral: Referral): void {
  if (purposes.length === 0) throw invalid('/purposes', 'required', '同意の目的を一つ以上選んでください。');
  if (referral.status === 'proposed' && !purposes.includes('support'))
    throw invalid('/purposes', 'support', '最初の同意には「支援のための情報提供」を含めてください。');
}
