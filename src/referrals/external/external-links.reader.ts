import { Injectable } from '@nestjs/common';
import { formatTokyo } from '../../shared/tokyo-time';
import { firstRow, rows, type Tx } from '../../platform/database/sql';
import { isInstant, isUuid, type Page, type PageQuery, readCursor, toPage } from '../../platform/http/page';
import { type LinkDates, linkState } from '../domain/external-link';

export interface LinkRow extends LinkDates {
  readonly id: string;
  readonly organisationId: string;
  readonly consultationId: string;
  readonly referralId: string;
  readonly failedPins: number;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

const LINK = `
  SELECT l.id, l.organisation_id AS "organisationId", l.consultation_id AS "consultationId", l.referral_id AS "referralId",
         l.failed_pins AS "failedPins", l.locked_at AS "lockedAt", l.created_by AS "createdBy",
         l.created_at AS "createdAt", l.expires_at AS "expiresAt", l.last_used_at AS "lastUsedAt", l.revoked_at AS "revokedAt"
  FROM referral_external_link AS l`;

/**
 * `l` opens at the instant of this parameter: it is neither expired nor revoked, and whoever made it, and so knows its PIN, has
 * not been blocked from the case since.
 */
export const opensAt = (parameter: string): string => `
  l.revoked_at IS NULL AND l.expires_at > ${parameter}
  AND NOT EXISTS (SELECT FROM account AS maker
                  JOIN case_block_person AS bp ON bp.person_id = maker.person_id
                  JOIN case_block AS b ON b.id = bp.block_id
                  WHERE maker.id = l.created_by AND b.consultation_id = l.consultation_id AND b.ended_at IS NULL)`;

@Injectable()
export class ExternalLinksReader {
  /** Of one referral, newest first. */
  async page(tx: Tx, referralId: string, query: PageQuery): Promise<Page<LinkRow>> {
    const cursor = readCursor(query.cursor, [isInstant, isUuid]);
    const found = await rows<LinkRow>(
      tx,
      `${LINK} WHERE l.referral_id = $1 AND ($2::timestamptz IS NULL OR (l.created_at, l.id) < ($2, $3::uuid))
       ORDER BY l.created_at DESC, l.id DESC LIMIT $4`,
      [referralId, cursor?.[0] ?? null, cursor?.[1] ?? null, query.limit + 1],
    );
    return toPage(
      found,
      query.limit,
      (row) => [row.createdAt.toISOString(), row.id],
      (row) => row,
    );
  }

  async find(tx: Tx, referralId: string, id: string): Promise<LinkRow | null> {
    return firstRow<LinkRow>(tx, `${LINK} WHERE l.id = $1 AND l.referral_id = $2`, [id, referralId]);
  }

  /** Is it this very address? */
  async findByToken(tx: Tx, hash: Buffer): Promise<LinkRow | null> {
    return firstRow<LinkRow>(tx, `${LINK} WHERE l.token_hash = $1`, [hash]);
  }

  /** Locked or not. One question for unknown, expired and revoked, so that their answers are alike. */
  async findOpen(tx: Tx, hash: Buffer, now: Date): Promise<LinkRow | null> {
    return firstRow<LinkRow>(tx, `${LINK} WHERE l.token_hash = $1 AND ${opensAt('$2')}`, [hash, now]);
  }
}

export function presentLink(link: LinkRow, now: Date) {
  const { id, referralId, failedPins, createdBy, createdAt, expiresAt, lastUsedAt } = link;
  return {
    id,
    referralId,
    state: linkState(link, now),
    failedPins,
    createdBy,
    createdAt: formatTokyo(createdAt),
    expiresAt: formatTokyo(expiresAt),
    lastUsedAt: lastUsedAt === null ? null : formatTokyo(lastUsedAt),
  };
}
