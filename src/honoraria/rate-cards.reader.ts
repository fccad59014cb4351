import { Injectable } from '@nestjs/common';
import { notFound } from '../shared/domain-error';
import { rows, type Tx } from '../platform/database/sql';
import { isInstant, isUuid, type Page, readCursor, toPage } from '../platform/http/page';
import { RateCard } from './rate-card.entity';
import type { RateCardQuery } from './rate-cards.dto';

@Injectable()
export class RateCardsReader {
  /** Last entered first. */
  async page(tx: Tx, query: RateCardQuery): Promise<Page<RateCard>> {
    const cursor = readCursor(query.cursor, [isInstant, isUuid]);
    const found = await rows<RateCard>(
      tx,
      `SELECT r.id, r.period_id AS "periodId", r.organisation_id AS "organisationId", r.role, r.field_code AS "fieldCode",
              r.yen_per_hour AS "yenPerHour", r.day_cap_yen AS "dayCapYen", r.valid_from AS "validFrom",
              r.valid_until AS "validUntil", r.decided_on AS "decidedOn", r.basis_clause AS "basisClause",
              r.created_by AS "createdBy", r.created_at AS "createdAt"
       FROM rate_card AS r
       WHERE ($1::uuid IS NULL OR r.period_id = $1)
         AND ($2::timestamptz IS NULL OR (r.created_at, r.id) < ($2, $3::uuid))
       ORDER BY r.created_at DESC, r.id DESC LIMIT $4`,
      [query.periodId ?? null, cursor?.[0] ?? null, cursor?.[1] ?? null, query.limit + 1],
    );
    return toPage(
      found,
      query.limit,
      (row) => [row.createdAt.toISOString(), row.id],
      (row) => row,
    );
  }

  async byId(tx: Tx, id: string): Promise<RateCard> {
    const found = await tx.findOneBy(RateCard, { id });
    if (!found) throw notFound('単価');
    return found;
  }
}
