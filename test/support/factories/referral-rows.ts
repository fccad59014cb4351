import { randomUUID } from 'node:crypto';
import type { HandoverMethod, ReferralStatus } from '../../../src/referrals/domain/referral-moves';
import type { TestAccount, TestApp } from '../test-app';
import { addSheet } from './referrals';

/** A need of one sheet, whose person has agreed to the receiver 架空の窓口. */
export interface SeededNeed {
  readonly needId: string;
  readonly consultationId: string;
  readonly periodId: string;
  readonly organisationId: string;
}

export async function seedNeed(app: TestApp, periodId: string, writer: TestAccount): Promise<SeededNeed> {
  const consultationId = await addSheet(app, periodId, writer);
  const need = { needId: randomUUID(), consultationId, periodId, organisationId: writer.organisationId };
  await app.sql(
    `INSERT INTO referral_need (id, organisation_id, period_id, consultation_id, worry_category, age_band, language, urgency,
                                created_at, updated_at)
     VALUES ($1, $2, $3, $4, 'W01', 'unknown', 'ja', 'normal', now(), now())`,
    [need.needId, need.organisationId, periodId, consultationId],
  );
  await app.sql(
    `INSERT INTO referral_consent (organisation_id, consultation_id, referral_id, receiver_name, purpose, covers_identity,
                                   method, given_by, given_at, noted_at)
     VALUES ($1, $2, $3, '架空の窓口', 'support', false, 'spoken_phone', 'self', now(), now())`,
    [need.organisationId, consultationId, await seedReferral(app, need, 'proposed', 'agency_contacted')],
  );
  return need;
}

/** An attempt at version 1 in whatever status, as no way of the application's would have brought it there. */
export async function seedReferral(
  app: TestApp,
  need: SeededNeed,
  status: ReferralStatus,
  method: HandoverMethod,
): Promise<string> {
  const id = randomUUID();
  await app.sql(
    `INSERT INTO referral (id, organisation_id, period_id, consultation_id, need_id, worry_category, receiver_name,
                           receiver_kind, handover_method, status, outcome, decline_reason, withdrawal_reason, respond_by,
                           created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, 'W01', '架空の窓口', 'other', $6, $7, CASE WHEN $7 = 'closed' THEN 'unknown' END,
             CASE WHEN $7 = 'declined' THEN 'other' END, CASE WHEN $7 = 'withdrawn' THEN 'no_longer_needed' END,
             CASE WHEN $7 = 'sent' THEN '2199-01-01'::timestamptz END, now(), now())`,
    [id, need.organisationId, need.periodId, need.consultationId, need.needId, method, status],
  );
  return id;
}
