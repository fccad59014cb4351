import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { DomainError, notFound } from '../../shared/domain-error';
import { seal } from '../../platform/crypto/seal';
import { firstRow, type Tx } from '../../platform/database/sql';
import { stale } from '../../platform/http/entity-tag';
import type { Based } from '../based-on';
import { overrideReviewDue } from '../domain/legal-grounds';
import { maySendFrom } from '../domain/referral-moves';
import { type ReferralRow, ReferralsReader } from '../referrals.reader';
import { overrideContext } from '../sealed-places';
import { sheetFor } from '../sheet-of-referral';
import { ReferralStore, type TakenStep } from '../steps/referral-store';
import type { NewOverride, OverrideReview } from './overrides.dto';
import { type OverrideRow, OverridesReader } from './overrides.reader';

/** Sending without consent: one person states the ground, a second one confirms it, later somebody looks at it again. */
@Injectable()
export class OverridesService {
  constructor(
    private readonly reader: OverridesReader,
    private readonly referrals: ReferralsReader,
    private readonly store: ReferralStore,
  ) {}

  async request(tx: Tx, actor: Actor, now: Date, based: Based, input: NewOverride): Promise<ReferralRow> {
    const current = await this.current(tx, actor, based);
    if (!maySendFrom(current.status))
      throw new DomainError('conflict', 'move_not_allowed', '今の状況からは送れません。');
    const reason = seal(input.reason, overrideContext(current.id, 'reason'));
    await tx.query(
      `INSERT INTO referral_override (referral_id, organisation_id, consultation_id, ground, covers_identity, reason_sealed,
                                      reason_seal, requested_by, requested_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        current.id,
        current.organisationId,
        current.consultationId,
        input.ground,
        input.coversIdentity ?? false,
        reason.bytes,
        reason.seal,
        actor.accountId,
        now,
      ],
    );
    return this.note(tx, actor, now, current, 'override_request');
  }

  async confirm(tx: Tx, actor: Actor, now: Date, based: Based): Promise<ReferralRow> {
    const current = await this.current(tx, actor, based);
    const override = await this.override(tx, current.id);
    await refuseSamePerson(tx, actor, override);
    if (override.confirmedAt !== null)
      throw new DomainError('conflict', 'already_confirmed', 'この根拠は既に確認されています。');
    await tx.query(
      `UPDATE referral_override SET confirmed_by = $2, confirmed_at = $3, review_due = $4 WHERE referral_id = $1`,
      [current.id, actor.accountId, now, overrideReviewDue(now)],
    );
    return this.note(tx, actor, now, current, 'override_confirmation');
  }

  async review(
    tx: Tx,
    actor: Actor,
    now: Date,
    based: Based,
    { result, note }: OverrideReview,
  ): Promise<ReferralRow> {
    const current = await this.current(tx, actor, based);
    const override = await this.override(tx, current.id);
    await refuseSamePerson(tx, actor, override);
    if (override.confirmedAt === null)
      throw new DomainError('conflict', 'not_confirmed', 'この根拠はまだ確認されていません。');
    if (override.reviewedAt !== null)
      throw new DomainError('conflict', 'already_reviewed', 'この根拠は既に検証されています。');
    const sealed = seal(note, overrideContext(current.id, 'review'));
    await tx.query(
      `UPDATE referral_override
       SET reviewed_by = $2, reviewed_at = $3, review_result = $4, review_sealed = $5, review_seal = $6
       WHERE referral_id = $1`,
      [current.id, actor.accountId, now, result, sealed.bytes, sealed.seal],
    );
    return this.note(tx, actor, now, current, 'override_review');
  }

  private async current(tx: Tx, actor: Actor, { id, version }: Based): Promise<ReferralRow> {
    const current = await this.referrals.byId(tx, id);
    if ((await sheetFor(tx, actor, current.consultationId)) === null) throw notFound('つなぎ');
    if (current.version !== version) throw stale();
    return current;
  }

  private async override(tx: Tx, referralId: string): Promise<OverrideRow> {
    const override = await this.reader.find(tx, referralId);
    if (!override) throw notFound('同意なしで送る根拠');
    return override;
  }

  /** Stands in the history of the referral, which stays where it is. */
  private async note(
    tx: Tx,
    actor: Actor,
    now: Date,
    current: ReferralRow,
    move: TakenStep['move'],
  ): Promise<ReferralRow> {
    const referral = { ...current, version: current.version + 1, updatedAt: now };
    await this.store.change(tx, actor, { referral, move, from: current.status });
    return referral;
  }
}

/** Two accounts of one person are one person. */
async function refuseSamePerson(tx: Tx, actor: Actor, { requestedBy }: OverrideRow): Promise<void> {
  const requester = await firstRow<{ personId: string | null }>(
    tx,
    `SELECT a.person_id AS "personId" FROM account AS a WHERE a.id = $1`,
    [requestedBy],
  );
  const isSame =
    requestedBy === actor.accountId || (actor.personId !== null && requester?.personId === actor.personId);
  if (isSame)
    throw new DomainError(
      'forbidden',
      'second_person_required',
      '根拠を記録した本人は、確認も検証もできません。',
    );
}
