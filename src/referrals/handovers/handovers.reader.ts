import { Injectable } from '@nestjs/common';
import { notFound } from '../../shared/domain-error';
import { formatTokyo } from '../../shared/tokyo-time';
import { firstRow, rows, type Tx } from '../../platform/database/sql';
import { isUuid, type Page, type PageQuery, readCursor, toPage } from '../../platform/http/page';
import type { HandoverView } from './handovers.dto';

interface HandoverRow {
  readonly organisationId: string;
  readonly organisationName: string;
  readonly openNeeds: number;
  readonly openAttempts: number;
  readonly withoutOwner: number;
  readonly ownerAccountId: string | null;
  readonly recordedAt: Date | null;
}

/** Counts and owners only: whoever helps an organisation to hand over sees no case of it. */
const HANDOVER = `
  SELECT o.id AS "organisationId", o.name AS "organisationName", coalesce(open.needs, 0) AS "openNeeds",
         coalesce(open.attempts, 0) AS "openAttempts", coalesce(open.without_owner, 0) AS "withoutOwner",
         last.owner_account_id AS "ownerAccountId", last.recorded_at AS "recordedAt"
  FROM participation AS pa JOIN organisation AS o ON o.id = pa.organisation_id
  LEFT JOIN LATERAL (
    SELECT count(*)::integer AS needs, count(*) FILTER (WHERE n.owner_account_id IS NULL)::integer AS without_owner,
           sum((SELECT count(*) FROM referral AS r WHERE r.need_id = n.id AND r.status <> 'closed'))::integer AS attempts
    FROM referral_need AS n
    WHERE n.period_id = pa.period_id AND n.organisation_id = pa.organisation_id AND n.closed_at IS NULL
  ) AS open ON true
  LEFT JOIN LATERAL (
    SELECT h.owner_account_id, h.recorded_at FROM referral_handover AS h
    WHERE h.period_id = pa.period_id AND h.organisation_id = pa.organisation_id ORDER BY h.number DESC LIMIT 1
  ) AS last ON true
  WHERE pa.period_id = $1`;

@Injectable()
export class HandoversReader {
  /** Every organisation that took part. */
  async page(tx: Tx, periodId: string, query: PageQuery): Promise<Page<HandoverView>> {
    const cursor = readCursor(query.cursor, [(name) => name.length > 0, isUuid]);
    const found = await rows<HandoverRow>(
      tx,
      `${HANDOVER} AND ($2::text IS NULL OR (o.name, o.id) > ($2, $3::uuid)) ORDER BY o.name, o.id LIMIT $4`,
      [periodId, cursor?.[0] ?? null, cursor?.[1] ?? null, query.limit + 1],
    );
    return toPage(
      found,
      query.limit,
      ({ organisationName, organisationId }) => [organisationName, organisationId],
      presentHandover,
    );
  }

  async one(tx: Tx, periodId: string, organisationId: string): Promise<HandoverView> {
    const found = await firstRow<HandoverRow>(tx, `${HANDOVER} AND o.id = $2`, [periodId, organisationId]);
    if (!found) throw notFound('団体の参加');
    return presentHandover(found);
  }
}

function presentHandover({ recordedAt, ...row }: HandoverRow): HandoverView {
  return {
    ...row,
    recordedAt: recordedAt === null ? null : formatTokyo(recordedAt),
    isDue: row.openNeeds > 0 && recordedAt === null,
  };
}
