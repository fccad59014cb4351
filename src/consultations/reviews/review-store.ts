import { Injectable } from '@nestjs/common';
import { firstRow, rows, type Tx } from '../../platform/database/sql';
import { type Sealed, seal, type SealContext, unseal } from '../../platform/crypto/seal';
import type { ConsultationStatus } from '../domain/consultation-status';

export const DECISIONS = ['approved', 'returned'] as const;
export type Decision = (typeof DECISIONS)[number];

interface ReviewRow {
  /** Version of the sheet that the review made. */
  readonly version: number;
  readonly revisionNo: number;
  readonly decision: Decision;
  readonly accountId: string;
  readonly reviewedAt: Date;
}

export interface Review extends ReviewRow {
  readonly comment: string;
}

export interface Voiding {
  readonly accountId: string;
  readonly voidedAt: Date;
  readonly reason: string;
}

interface Place {
  readonly id: string;
  readonly organisationId: string;
}

/** What supervisors decided on sheets. Append-only; comments are words about a person and sealed as such. */
@Injectable()
export class ReviewStore {
  /** False when anything happened to the sheet since it was at this version. */
  async moveOn(tx: Tx, now: Date, id: string, version: number, status: ConsultationStatus): Promise<boolean> {
    const moved = await rows(
      tx,
      `UPDATE consultation AS co SET status = $3, version = co.version + 1, updated_at = $4
       WHERE co.id = $1 AND co.version = $2 RETURNING co.id`,
      [id, version, status, now],
    );
    return moved.length > 0;
  }

  async addReview(tx: Tx, place: Place, review: Review): Promise<void> {
    const sealed = seal(review.comment, reviewContext(place.id, review.version));
    await tx.query(
      `INSERT INTO consultation_review (consultation_id, version, revision_no, organisation_id, decision, sealed, seal,
         account_id, reviewed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        place.id,
        review.version,
        review.revisionNo,
        place.organisationId,
        review.decision,
        sealed.bytes,
        sealed.seal,
        review.accountId,
        review.reviewedAt,
      ],
    );
  }

  async addVoiding(tx: Tx, place: Place, voiding: Voiding): Promise<void> {
    const sealed = seal(voiding.reason, voidingContext(place.id));
    await tx.query(
      `INSERT INTO consultation_voiding (consultation_id, organisation_id, sealed, seal, account_id, voided_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [place.id, place.organisationId, sealed.bytes, sealed.seal, voiding.accountId, voiding.voidedAt],
    );
  }

  /** Newest first. */
  async reviews(tx: Tx, id: string): Promise<Review[]> {
    const found = await rows<ReviewRow & Sealed>(
      tx,
      `SELECT cr.version, cr.revision_no AS "revisionNo", cr.decision, cr.account_id AS "accountId",
              cr.reviewed_at AS "reviewedAt", cr.sealed AS bytes, cr.seal
       FROM consultation_review AS cr WHERE cr.consultation_id = $1 ORDER BY cr.version DESC`,
      [id],
    );
    return found.map(({ bytes, seal: name, ...row }) => ({
      ...row,
      comment: unseal({ bytes, seal: name }, reviewContext(id, row.version)),
    }));
  }

  async voiding(tx: Tx, id: string): Promise<Voiding | null> {
    const found = await firstRow<Omit<Voiding, 'reason'> & Sealed>(
      tx,
      `SELECT cv.account_id AS "accountId", cv.voided_at AS "voidedAt", cv.sealed AS bytes, cv.seal
       FROM consultation_voiding AS cv WHERE cv.consultation_id = $1`,
      [id],
    );
    if (!found) return null;
    const { bytes, seal: name, ...row } = found;
    return { ...row, reason: unseal({ bytes, seal: name }, voidingContext(id)) };
  }
}

function reviewContext(id: string, version: number): SealContext {
  return { table: 'consultation_review', rowId: `${id}/${version}`, field: 'comment' };
}

function voidingContext(id: string): SealContext {
  return { table: 'consultation_voiding', rowId: id, field: 'reason' };
}
