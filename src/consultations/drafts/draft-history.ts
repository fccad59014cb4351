import { Injectable } from '@nestjs/common';
import { firstRow, rows, type Tx } from '../../platform/database/sql';
import { type Sealed, type SealContext, unseal } from '../../platform/crypto/seal';
import { type Page, type PageQuery, readCursor, toPage } from '../../platform/http/page';
import type { DraftContent } from '../domain/check-draft';
import { keepsVersion, type ReplacedState } from '../domain/keeps-version';

/** The state that a write is about to replace. */
interface WriteBasis {
  readonly id: string;
  readonly version: number;
  readonly accountId: string;
  readonly organisationId: string;
  /** Of what replaces it, hexadecimal. */
  readonly digest: string;
}

export interface KeptVersion {
  readonly version: number;
  readonly codePoints: number;
  readonly writtenAt: Date;
}

export interface OpenVersion extends KeptVersion {
  readonly content: DraftContent;
}

/** Earlier states of drafts: now and then, and before a text got shorter (ADR 0016). */
@Injectable()
export class DraftHistory {
  /** Was the state kept? Of several writers with one basis each may try; it is kept once. */
  async keepIfWorth(tx: Tx, now: Date, basis: WriteBasis, codePoints: number): Promise<boolean> {
    const { id, version, accountId, organisationId, digest } = basis;
    const replaced = await firstRow<ReplacedState>(
      tx,
      `SELECT cd.code_points AS "codePoints", cd.kept_at AS "keptAt", cd.kept_count AS "keptCount",
              cd.peak_code_points AS "peakCodePoints"
       FROM consultation_draft AS cd
       WHERE cd.id = $1 AND cd.version = $2 AND cd.account_id = $3 AND cd.organisation_id = $4
         AND cd.submitted_at IS NULL AND cd.content_digest <> decode($5, 'hex')`,
      [id, version, accountId, organisationId, digest],
    );
    if (replaced === null || !keepsVersion(replaced, codePoints, now)) return false;
    await tx.query(
      `INSERT INTO consultation_draft_version (draft_id, version, organisation_id, code_points, sealed, seal, written_at)
       SELECT cd.id, cd.version, cd.organisation_id, cd.code_points, cd.sealed, cd.seal, cd.updated_at
       FROM consultation_draft AS cd WHERE cd.id = $1 AND cd.version = $2
       ON CONFLICT ON CONSTRAINT pk_consultation_draft_version DO NOTHING`,
      [id, version],
    );
    return true;
  }

  /** Newest first. */
  async page(tx: Tx, draftId: string, query: PageQuery): Promise<Page<KeptVersion>> {
    const cursor = readCursor(query.cursor, [(value) => /^[1-9]\d{0,8}$/.test(value)]);
    const found = await rows<KeptVersion>(
      tx,
      `SELECT dv.version, dv.code_points AS "codePoints", dv.written_at AS "writtenAt"
       FROM consultation_draft_version AS dv
       WHERE dv.draft_id = $1 AND ($2::integer IS NULL OR dv.version < $2)
       ORDER BY dv.version DESC LIMIT $3`,
      [draftId, cursor?.[0] ?? null, query.limit + 1],
    );
    return toPage(
      found,
      query.limit,
      ({ version }) => [String(version)],
      (kept) => kept,
    );
  }

  async find(tx: Tx, draftId: string, version: number): Promise<OpenVersion | null> {
    const found = await firstRow<KeptVersion & Sealed>(
      tx,
      `SELECT dv.version, dv.code_points AS "codePoints", dv.written_at AS "writtenAt", dv.sealed AS bytes, dv.seal
       FROM consultation_draft_version AS dv WHERE dv.draft_id = $1 AND dv.version = $2`,
      [draftId, version],
    );
    if (!found) return null;
    const { bytes, seal, ...row } = found;
    const text = unseal({ bytes, seal }, draftContext(draftId, version));
    return { ...row, content: JSON.parse(text) as DraftContent };
  }
}

/** A kept state lies there as it lay in the draft, under the same seal. */
export function draftContext(id: string, version: number): SealContext {
  return { table: 'consultation_draft', rowId: `${id}/${version}`, field: 'content' };
}
