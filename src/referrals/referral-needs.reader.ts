import { Injectable } from '@nestjs/common';
import { notFound } from '../shared/domain-error';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import { isInstant, isUuid, type Page, type PageQuery, readCursor, toPage } from '../platform/http/page';
import type { Urgency } from './domain/deadline';
import type { NeedOutcome } from './domain/outcomes';

export interface NeedRow {
  readonly id: string;
  readonly organisationId: string;
  readonly periodId: string;
  readonly consultationId: string;
  readonly worryCategory: string;
  readonly areaCode: string | null;
  readonly ageBand: string;
  readonly language: string;
  readonly urgency: Urgency;
  readonly ownerAccountId: string | null;
  readonly outcome: NeedOutcome | null;
  readonly closedAt: Date | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface NeedFilter extends PageQuery {
  readonly periodId?: string;
  readonly state?: 'open' | 'closed';
  readonly urgency?: Urgency;
}

export interface OwnerRow {
  readonly ownerAccountId: string | null;
  readonly reason: string;
  readonly accountId: string | null;
  readonly since: Date;
}

const NEED = `
  SELECT n.id, n.organisation_id AS "organisationId", n.period_id AS "periodId", n.consultation_id AS "consultationId",
         n.worry_category AS "worryCategory", n.area_code AS "areaCode", n.age_band AS "ageBand", n.language, n.urgency,
         n.owner_account_id AS "ownerAccountId", n.outcome, n.closed_at AS "closedAt", n.version,
         n.created_at AS "createdAt", n.updated_at AS "updatedAt"
  FROM referral_need AS n`;

@Injectable()
export class ReferralNeedsReader {
  /** Newest first. */
  async page(tx: Tx, ownerAccountId: string | null, filter: NeedFilter): Promise<Page<NeedRow>> {
    const cursor = readCursor(filter.cursor, [isInstant, isUuid]);
    const found = await rows<NeedRow>(
      tx,
      `${NEED}
       WHERE ($1::uuid IS NULL OR n.period_id = $1)
         AND ($2::text IS NULL OR ($2 = 'open') = (n.closed_at IS NULL))
         AND ($3::text IS NULL OR n.urgency = $3)
         AND ($4::uuid IS NULL OR n.owner_account_id = $4)
         AND ($5::timestamptz IS NULL OR (n.created_at, n.id) < ($5, $6::uuid))
       ORDER BY n.created_at DESC, n.id DESC LIMIT $7`,
      [
        filter.periodId ?? null,
        filter.state ?? null,
        filter.urgency ?? null,
        ownerAccountId,
        cursor?.[0] ?? null,
        cursor?.[1] ?? null,
        filter.limit + 1,
      ],
    );
    return toPage(
      found,
      filter.limit,
      (row) => [row.createdAt.toISOString(), row.id],
      (row) => row,
    );
  }

  async byId(tx: Tx, id: string): Promise<NeedRow> {
    const found = await firstRow<NeedRow>(tx, `${NEED} WHERE n.id = $1`, [id]);
    if (!found) throw notFound('つなぎの必要');
    return found;
  }

  async open(tx: Tx, consultationId: string, worryCategory: string): Promise<NeedRow | null> {
    return firstRow<NeedRow>(
      tx,
      `${NEED} WHERE n.consultation_id = $1 AND n.worry_category = $2 AND n.closed_at IS NULL`,
      [consultationId, worryCategory],
    );
  }

  /** Who looked after it, oldest first. */
  async owners(tx: Tx, id: string): Promise<OwnerRow[]> {
    return rows<OwnerRow>(
      tx,
      `SELECT o.owner_account_id AS "ownerAccountId", o.reason, o.account_id AS "accountId", o.since
       FROM referral_need_owner AS o WHERE o.need_id = $1 ORDER BY o.version`,
      [id],
    );
  }
}
