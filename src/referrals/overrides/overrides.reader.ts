import { Injectable } from '@nestjs/common';
import { formatTokyo } from '../../shared/tokyo-time';
import { unseal } from '../../platform/crypto/seal';
import { firstRow, rows, type Tx } from '../../platform/database/sql';
import { isInstant, isUuid, type Page, readCursor, toPage } from '../../platform/http/page';
import type { LegalGroundCode, ReviewResult } from '../domain/legal-grounds';
import { overrideContext } from '../sealed-places';
import type { OverrideQuery, OverrideRowView, OverrideView } from './overrides.dto';

export interface OverrideRow {
  readonly referralId: string;
  readonly ground: LegalGroundCode;
  readonly coversIdentity: boolean;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly confirmedBy: string | null;
  readonly confirmedAt: Date | null;
  readonly reviewDue: Date | null;
  readonly reviewedBy: string | null;
  readonly reviewedAt: Date | null;
  readonly reviewResult: ReviewResult | null;
}

interface SealedWords {
  readonly reasonSealed: Buffer;
  readonly reasonSeal: string;
  readonly reviewSealed: Buffer | null;
  readonly reviewSeal: string | null;
}

const CODES = `
  o.referral_id AS "referralId", o.ground, o.covers_identity AS "coversIdentity", o.requested_by AS "requestedBy",
  o.requested_at AS "requestedAt", o.confirmed_by AS "confirmedBy", o.confirmed_at AS "confirmedAt",
  o.review_due AS "reviewDue", o.reviewed_by AS "reviewedBy", o.reviewed_at AS "reviewedAt",
  o.review_result AS "reviewResult"`;

const STATE = `CASE WHEN o.confirmed_at IS NULL THEN 'unconfirmed' WHEN o.reviewed_at IS NULL THEN 'unreviewed' ELSE 'reviewed' END`;

@Injectable()
export class OverridesReader {
  async find(tx: Tx, referralId: string): Promise<OverrideRow | null> {
    return firstRow<OverrideRow>(tx, `SELECT ${CODES} FROM referral_override AS o WHERE o.referral_id = $1`, [
      referralId,
    ]);
  }

  /** Newest first. */
  async page(tx: Tx, query: OverrideQuery): Promise<Page<OverrideRowView>> {
    const cursor = readCursor(query.cursor, [isInstant, isUuid]);
    const found = await rows<OverrideRow>(
      tx,
      `SELECT ${CODES} FROM referral_override AS o JOIN referral AS r ON r.id = o.referral_id
       WHERE ($1::text IS NULL OR ${STATE} = $1) AND ($2::uuid IS NULL OR r.period_id = $2)
         AND ($3::timestamptz IS NULL OR (o.requested_at, o.referral_id) < ($3, $4::uuid))
       ORDER BY o.requested_at DESC, o.referral_id DESC LIMIT $5`,
      [
        query.state ?? null,
        query.periodId ?? null,
        cursor?.[0] ?? null,
        cursor?.[1] ?? null,
        query.limit + 1,
      ],
    );
    return toPage(
      found,
      query.limit,
      (row) => [row.requestedAt.toISOString(), row.referralId],
      presentOverride,
    );
  }

  /** With the words that were written down; whoever calls this audits it. */
  async words(tx: Tx, referralId: string): Promise<OverrideView | null> {
    const row = await firstRow<OverrideRow & SealedWords>(
      tx,
      `SELECT ${CODES}, o.reason_sealed AS "reasonSealed", o.reason_seal AS "reasonSeal",
              o.review_sealed AS "reviewSealed", o.review_seal AS "reviewSeal"
       FROM referral_override AS o WHERE o.referral_id = $1`,
      [referralId],
    );
    if (row === null) return null;
    const { reasonSealed, reasonSeal, reviewSealed, reviewSeal, ...codes } = row;
    return {
      ...presentOverride(codes),
      reason: unseal({ bytes: reasonSealed, seal: reasonSeal }, overrideContext(referralId, 'reason')),
      review:
        reviewSealed && reviewSeal
          ? unseal({ bytes: reviewSealed, seal: reviewSeal }, overrideContext(referralId, 'review'))
          : null,
    };
  }
}

function presentOverride(row: OverrideRow) {
  const stamp = (at: Date | null): string | null => (at === null ? null : formatTokyo(at));
  return {
    ...row,
    requestedAt: formatTokyo(row.requestedAt),
    confirmedAt: stamp(row.confirmedAt),
    reviewDue: stamp(row.reviewDue),
    reviewedAt: stamp(row.reviewedAt),
  };
}
