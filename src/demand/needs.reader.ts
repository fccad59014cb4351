import { Injectable } from '@nestjs/common';
import { notFound } from '../shared/domain-error';
import { isInstant, isUuid, type Page, readCursor, toPage } from '../platform/http/page';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import type { ManualNeed } from './domain/manual-need';
import type { NeedQuery } from './needs.dto';

export const NEED = `
  SELECT n.id, n.channel, n.field_code AS "fieldCode", n.role, n.starts_at AS "startsAt", n.ends_at AS "endsAt",
         n.min_seats AS "minSeats", n.min_supervisors AS "minSupervisors", n.language, n.gender, n.strength, n.weight,
         n.reason, n.version
  FROM demand_need AS n`;

/** Needs set by hand that have not been withdrawn. */
@Injectable()
export class NeedsReader {
  async page(tx: Tx, periodId: string, query: NeedQuery): Promise<Page<ManualNeed>> {
    const cursor = readCursor(query.cursor, [isInstant, isUuid]);
    const found = await rows<ManualNeed>(
      tx,
      `${NEED}
       WHERE n.period_id = $1 AND n.withdrawn_at IS NULL AND ($2::text IS NULL OR n.channel = $2)
         AND ($3::timestamptz IS NULL OR (n.starts_at, n.id) > ($3, $4::uuid))
       ORDER BY n.starts_at, n.id LIMIT $5`,
      [periodId, query.channel ?? null, ...(cursor ?? [null, null]), query.limit + 1],
    );
    return toPage(
      found,
      query.limit,
      (need) => [need.startsAt.toISOString(), need.id],
      (need) => need,
    );
  }

  async byId(tx: Tx, periodId: string, id: string): Promise<ManualNeed> {
    const found = await firstRow<ManualNeed>(
      tx,
      `${NEED} WHERE n.period_id = $1 AND n.id = $2 AND n.withdrawn_at IS NULL`,
      [periodId, id],
    );
    if (!found) throw notFound('必要席');
    return found;
  }
}
