import { Injectable } from '@nestjs/common';
import { firstRow, rows, type Tx } from '../../platform/database/sql';
import { type Sealed, seal, type SealContext, unseal } from '../../platform/crypto/seal';
import { INSERT_LINKS } from '../queries/call-link.sql';

export const LINK_CHANGES = ['linked', 'unlinked'] as const;
/** `claimed`: a person named the call for another sheet, against which a machine's link does not stand. */
export const LINK_WAYS = ['filing', 'amendment', 'manual', 'automatic', 'claimed'] as const;
type LinkWay = (typeof LINK_WAYS)[number];

export interface LinkedSheet {
  readonly id: string;
  readonly organisationId: string;
  /** After the change. */
  readonly version: number;
}

export interface LinkChange {
  readonly contactId: string;
  readonly change: (typeof LINK_CHANGES)[number];
  readonly how: LinkWay;
  /** Only of a manual change. */
  readonly reason: string | null;
  readonly accountId: string | null;
}

export interface CallLink extends LinkChange {
  readonly version: number;
  /** Only of an automatic link. */
  readonly score: number | null;
  readonly changedAt: Date;
}

/** Who has a call. */
export interface CallHolder extends LinkedSheet {
  readonly how: LinkWay | null;
}

type StoredLink = Omit<CallLink, 'reason'> & { readonly bytes: Buffer | null; readonly seal: string | null };

/** The trail of which sheet was about which call; append-only. What holds now stands in the sheet. */
@Injectable()
export class CallLinkStore {
  /** False when anything happened to the sheet since it was at this version. */
  async point(tx: Tx, now: Date, sheet: LinkedSheet, contactId: string | null): Promise<boolean> {
    const moved = await rows(
      tx,
      `UPDATE consultation AS co SET contact_id = $3, version = co.version + 1, updated_at = $4
       WHERE co.id = $1 AND co.version = $2 - 1 RETURNING co.id`,
      [sheet.id, sheet.version, contactId, now],
    );
    return moved.length > 0;
  }

  async record(tx: Tx, now: Date, sheet: LinkedSheet, changes: readonly LinkChange[]): Promise<void> {
    const records = changes.map(({ contactId, change, how, reason, accountId }) => {
      const sealed = reason === null ? null : seal(reason, contextOf(sheet.id, sheet.version));
      return {
        consultation_id: sheet.id,
        organisation_id: sheet.organisationId,
        contact_id: contactId,
        change,
        how,
        version: sheet.version,
        sealed: sealed?.bytes.toString('base64') ?? null,
        seal: sealed?.seal ?? null,
        account_id: accountId,
      };
    });
    if (records.length > 0) await tx.query(INSERT_LINKS, [JSON.stringify(records), now]);
  }

  async holder(tx: Tx, contactId: string): Promise<CallHolder | null> {
    return firstRow<CallHolder>(
      tx,
      `SELECT co.id, co.organisation_id AS "organisationId", co.version,
              (SELECT l.how FROM consultation_call_link AS l
               WHERE l.consultation_id = co.id AND l.contact_id = co.contact_id AND l.change = 'linked'
               ORDER BY l.id DESC LIMIT 1) AS how
       FROM consultation AS co WHERE co.contact_id = $1 AND co.status <> 'voided'`,
      [contactId],
    );
  }

  /** Newest first. */
  async list(tx: Tx, consultationId: string): Promise<CallLink[]> {
    const found = await rows<StoredLink>(
      tx,
      `SELECT l.contact_id AS "contactId", l.change, l.how, l.version, l.score, l.account_id AS "accountId",
              l.changed_at AS "changedAt", l.sealed AS bytes, l.seal
       FROM consultation_call_link AS l WHERE l.consultation_id = $1 ORDER BY l.id DESC`,
      [consultationId],
    );
    return found.map(({ bytes, seal: name, ...row }) => ({
      ...row,
      reason: reasonOf(bytes === null || name === null ? null : { bytes, seal: name }, consultationId, row),
    }));
  }
}

function reasonOf(sealed: Sealed | null, id: string, { version }: Pick<CallLink, 'version'>): string | null {
  return sealed === null ? null : unseal(sealed, contextOf(id, version));
}

function contextOf(id: string, version: number): SealContext {
  return { table: 'consultation_call_link', rowId: `${id}/${version}`, field: 'reason' };
}
