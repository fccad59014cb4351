import { Injectable } from '@nestjs/common';
import { firstRow, rows, type Tx } from '../../platform/database/sql';
import { type Sealed, seal, type SealContext, unseal } from '../../platform/crypto/seal';
import type { DraftRow } from './draft-store';

/** Why nobody will submit a draft, and who said so. */
export interface SettingAside {
  readonly reason: string;
  readonly accountId: string;
  readonly setAsideAt: Date;
}

/** Append-only; reasons are words about a person and sealed as such. */
@Injectable()
export class SettingAsideStore {
  /** False when the draft is at another version, submitted, or set aside already. */
  async add(tx: Tx, draft: DraftRow, { reason, accountId, setAsideAt }: SettingAside): Promise<boolean> {
    const { id, version, organisationId } = draft;
    const marked = await rows(
      tx,
      `UPDATE consultation_draft AS cd SET set_aside_at = $3
       WHERE cd.id = $1 AND cd.version = $2 AND cd.submitted_at IS NULL AND cd.set_aside_at IS NULL RETURNING cd.id`,
      [id, version, setAsideAt],
    );
    if (marked.length === 0) return false;
    const sealed = seal(reason, reasonContext(id, version));
    await tx.query(
      `INSERT INTO consultation_draft_setting_aside (draft_id, version, organisation_id, sealed, seal, account_id, set_aside_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, version, organisationId, sealed.bytes, sealed.seal, accountId, setAsideAt],
    );
    return true;
  }

  /** The last one, also of a draft that was taken up again since. */
  async last(tx: Tx, draftId: string): Promise<SettingAside | null> {
    const found = await firstRow<Omit<SettingAside, 'reason'> & Sealed & { readonly version: number }>(
      tx,
      `SELECT ds.account_id AS "accountId", ds.set_aside_at AS "setAsideAt", ds.version, ds.sealed AS bytes, ds.seal
       FROM consultation_draft_setting_aside AS ds WHERE ds.draft_id = $1 ORDER BY ds.id DESC LIMIT 1`,
      [draftId],
    );
    if (!found) return null;
    const { bytes, seal: name, version, ...row } = found;
    return { ...row, reason: unseal({ bytes, seal: name }, reasonContext(draftId, version)) };
  }
}

function reasonContext(id: string, version: number): SealContext {
  return { table: 'consultation_draft_setting_aside', rowId: `${id}/${version}`, field: 'reason' };
}
