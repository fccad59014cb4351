import { Injectable } from '@nestjs/common';
import { formatTokyo } from '../../shared/tokyo-time';
import { rows, type Tx } from '../../platform/database/sql';
import type { Consent, ConsentGiver, ConsentMethod } from '../domain/sending-basis';
import type { Referral } from '../referral.entity';
import type { ConsentView } from './consents.dto';

export interface ConsentRow extends Consent {
  readonly id: string;
  readonly method: ConsentMethod;
  readonly givenBy: ConsentGiver;
  readonly givenAt: Date;
  readonly notedBy: string | null;
  readonly notedAt: Date;
  readonly withdrawalNotedBy: string | null;
}

/** Consents of the same consultation to the same receiver: $1 consultation, $2 service or null, $3 name. */
export const TO_THIS_RECEIVER = `
  rc.consultation_id = $1 AND rc.service_id IS NOT DISTINCT FROM $2::uuid
  AND ($2::uuid IS NOT NULL OR rc.receiver_name = $3)`;

const CONSENT = `
  SELECT rc.id, jsonb_build_object('serviceId', rc.service_id, 'name', rc.receiver_name) AS receiver, rc.purpose,
         rc.covers_identity AS "coversIdentity", rc.method, rc.given_by AS "givenBy", rc.given_at AS "givenAt",
         rc.noted_by AS "notedBy", rc.noted_at AS "notedAt", rc.withdrawn_at AS "withdrawnAt",
         rc.withdrawal_noted_by AS "withdrawalNotedBy"
  FROM referral_consent AS rc`;

@Injectable()
export class ConsentsReader {
  /** All that were ever given to this receiver, oldest first, whichever attempt they were noted at. */
  async toReceiverOf(tx: Tx, referral: Referral): Promise<ConsentRow[]> {
    return rows<ConsentRow>(
      tx,
      `${CONSENT} WHERE ${TO_THIS_RECEIVER} ORDER BY rc.noted_at, rc.id`,
      receiverKey(referral),
    );
  }

  /** As `toReceiverOf`, held: none of them is taken back before this transaction ends. */
  async lockToReceiverOf(tx: Tx, referral: Referral): Promise<ConsentRow[]> {
    return rows<ConsentRow>(
      tx,
      `${CONSENT} WHERE ${TO_THIS_RECEIVER} ORDER BY rc.id FOR UPDATE`,
      receiverKey(referral),
    );
  }
}

export function receiverKey({ consultationId, serviceId, receiverName }: Referral): readonly unknown[] {
  return [consultationId, serviceId, receiverName];
}

export function presentConsent({
  receiver,
  givenAt,
  notedAt,
  withdrawnAt,
  ...consent
}: ConsentRow): ConsentView {
  return {
    ...consent,
    serviceId: receiver.serviceId,
    receiverName: receiver.name,
    givenAt: formatTokyo(givenAt),
    notedAt: formatTokyo(notedAt),
    withdrawnAt: withdrawnAt === null ? null : formatTokyo(withdrawnAt),
  };
}
