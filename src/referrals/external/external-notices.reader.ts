import { Injectable } from '@nestjs/common';
import { notFound } from '../../shared/domain-error';
import { formatTokyo } from '../../shared/tokyo-time';
import { unseal } from '../../platform/crypto/seal';
import { firstRow, rows, type Tx } from '../../platform/database/sql';
import { isInstant, isUuid, type Page, readCursor, toPage } from '../../platform/http/page';
import type { NoticeKind } from '../domain/notice-kinds';
import type { ReferralOutcome } from '../domain/outcomes';
import { noticeContext } from '../sealed-places';
import type { ExternalNoticeQuery, ExternalNoticeView } from './external-notices.dto';

interface StoredNotice {
  readonly id: string;
  readonly linkId: string;
  readonly referralId: string;
  readonly organisationId: string;
  readonly ownerAccountId: string | null;
  readonly kind: NoticeKind;
  readonly result: ReferralOutcome | null;
  readonly serviceId: string | null;
  readonly sealed: Buffer | null;
  readonly seal: string | null;
  readonly createdAt: Date;
  readonly handledBy: string | null;
  readonly handledAt: Date | null;
}

export interface NoticeRow extends Omit<StoredNotice, 'sealed' | 'seal'> {
  readonly words: string | null;
}

const NOTICE = `
  SELECT x.id, x.link_id AS "linkId", x.referral_id AS "referralId", x.organisation_id AS "organisationId",
         n.owner_account_id AS "ownerAccountId", x.kind, x.result, x.service_id AS "serviceId", x.sealed, x.seal,
         x.created_at AS "createdAt", x.handled_by AS "handledBy", x.handled_at AS "handledAt"
  FROM referral_external_notice AS x
  JOIN referral AS r ON r.id = x.referral_id
  JOIN referral_need AS n ON n.id = r.need_id`;

@Injectable()
export class ExternalNoticesReader {
  /** Newest first. */
  async page(tx: Tx, ownerAccountId: string | null, query: ExternalNoticeQuery): Promise<Page<NoticeRow>> {
    const cursor = readCursor(query.cursor, [isInstant, isUuid]);
    const found = await rows<StoredNotice>(
      tx,
      `${NOTICE}
       WHERE ($1::uuid IS NULL OR x.referral_id = $1)
         AND ($2::text IS NULL OR ($2 = 'open') = (x.handled_at IS NULL))
         AND ($3::uuid IS NULL OR n.owner_account_id = $3)
         AND ($4::timestamptz IS NULL OR (x.created_at, x.id) < ($4, $5::uuid))
       ORDER BY x.created_at DESC, x.id DESC LIMIT $6`,
      [
        query.referralId ?? null,
        query.state ?? null,
        ownerAccountId,
        cursor?.[0] ?? null,
        cursor?.[1] ?? null,
        query.limit + 1,
      ],
    );
    return toPage(found, query.limit, (row) => [row.createdAt.toISOString(), row.id], opened);
  }

  async byId(tx: Tx, id: string): Promise<NoticeRow> {
    const found = await firstRow<StoredNotice>(tx, `${NOTICE} WHERE x.id = $1`, [id]);
    if (!found) throw notFound('お知らせ');
    return opened(found);
  }

  async openOfLink(tx: Tx, linkId: string): Promise<NoticeRow[]> {
    const found = await rows<StoredNotice>(
      tx,
      `${NOTICE} WHERE x.link_id = $1 AND x.handled_at IS NULL ORDER BY x.created_at`,
      [linkId],
    );
    return found.map(opened);
  }
}

function opened({ sealed, seal, ...row }: StoredNotice): NoticeRow {
  const words = sealed && seal ? unseal({ bytes: sealed, seal }, noticeContext(row.id)) : null;
  return { ...row, words };
}

export function presentNotice({ createdAt, handledAt, ...notice }: NoticeRow): ExternalNoticeView {
  return {
    ...notice,
    createdAt: formatTokyo(createdAt),
    handledAt: handledAt === null ? null : formatTokyo(handledAt),
  };
}
