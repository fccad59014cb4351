import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { rows, type Tx } from '../../platform/database/sql';
import { seal, type SealContext, unseal } from '../../platform/crypto/seal';
import { canonicalJson } from '../../shared/canonical-json';
import type { SheetScope } from '../domain/consultation.policy';

export const REFUSED_KINDS = ['sheet', 'draft', 'amendment', 'review', 'voiding', 'call'] as const;
type RefusedKind = (typeof REFUSED_KINDS)[number];

/** What somebody sent that was not taken. */
export interface RefusedWrite {
  readonly consultationId: string;
  readonly kind: RefusedKind;
  /** The version it was based on; null when it was to be the first. */
  readonly basedOn: number | null;
  readonly content: object;
}

/** Whose words they are. */
export interface Writer {
  readonly accountId: string;
  readonly organisationId: string;
}

export interface ConflictCopy {
  readonly id: string;
  readonly kind: RefusedKind;
  readonly reason: string;
  readonly basedOn: number | null;
  readonly accountId: string;
  readonly createdAt: Date;
  readonly content: unknown;
}

interface StoredCopy extends Omit<ConflictCopy, 'content'> {
  readonly bytes: Buffer;
  readonly seal: string;
}

@Injectable()
export class ConflictStore {
  /** Keeps one copy however often the same text is refused; false when it was there already. */
  async keep(tx: Tx, now: Date, writer: Writer, refused: RefusedWrite, reason: string): Promise<boolean> {
    const id = uuidv7();
    const sealed = seal(JSON.stringify(refused.content), contextOf(id));
    const digest = createHash('sha256').update(canonicalJson(refused.content), 'utf8').digest();
    const kept = await rows(
      tx,
      `INSERT INTO consultation_conflict (id, consultation_id, organisation_id, account_id, kind, reason, based_on, sealed,
         seal, content_digest, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       ON CONFLICT ON CONSTRAINT uq_consultation_conflict DO NOTHING
       RETURNING id`,
      [
        id,
        refused.consultationId,
        writer.organisationId,
        writer.accountId,
        refused.kind,
        reason,
        refused.basedOn,
        sealed.bytes,
        sealed.seal,
        digest,
        now,
      ],
    );
    return kept.length > 0;
  }

  /** Oldest first. One's own copies, and for whoever supervises the organisation or wrote the sheet, everybody's. */
  async list(
    tx: Tx,
    consultationId: string,
    scope: SheetScope,
    accountId: string | null,
  ): Promise<ConflictCopy[]> {
    const found = await rows<StoredCopy>(
      tx,
      `SELECT cc.id, cc.kind, cc.reason, cc.based_on AS "basedOn", cc.account_id AS "accountId",
              cc.created_at AS "createdAt", cc.sealed AS bytes, cc.seal
       FROM consultation_conflict AS cc
       WHERE cc.consultation_id = $1 AND cc.organisation_id = $2
         AND (cc.account_id = $3 OR $4 = 'all'
              OR EXISTS (SELECT FROM consultation AS co
                         WHERE co.id = cc.consultation_id AND co.organisation_id = $2 AND co.counsellor_id = $5))
       ORDER BY cc.created_at, cc.id`,
      [consultationId, scope.organisationId, accountId, scope.sheets, scope.personId],
    );
    return found.map(({ bytes, seal: name, ...row }) => ({
      ...row,
      content: JSON.parse(unseal({ bytes, seal: name }, contextOf(row.id))) as unknown,
    }));
  }
}

function contextOf(id: string): SealContext {
  return { table: 'consultation_conflict', rowId: id, field: 'content' };
}
