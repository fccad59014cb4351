import { Injectable } from '@nestjs/common';
import type { Interval } from '../shared/interval';
import type { OpenDrafts } from './domain/check-closing';
import { firstRow, rows, type Tx } from '../platform/database/sql';

/** Kinds of rows that hang on the span of a period, in the order in which a refusal names them. */
export type PeriodUse = 'windows' | 'blocks' | 'shifts' | 'contacts' | 'sheets';

const USES: readonly PeriodUse[] = ['windows', 'blocks', 'shifts', 'contacts', 'sheets'];

/** What other modules have built on a period. Read as SQL, since those modules stand above this one. */
@Injectable()
export class PeriodUseReader {
  /**
   * What lies in the old span and would lie outside the new one. Calls and sheets that never lay in the period do not hold it
   * in place.
   */
  async leftOutside(tx: Tx, periodId: string, old: Interval, next: Interval): Promise<readonly PeriodUse[]> {
    const found = await firstRow<Record<PeriodUse, boolean>>(
      tx,
      `SELECT
         EXISTS (SELECT FROM opening_window AS w
                 WHERE w.period_id = $1 AND w.opens_at < $3 AND w.closes_at > $2
                   AND NOT (w.opens_at < $5 AND w.closes_at > $4)) AS windows,
         EXISTS (SELECT FROM seat_allotment AS b
                 WHERE b.period_id = $1 AND b.status IN ('offered', 'accepted') AND b.starts_at < $3 AND b.ends_at > $2
                   AND NOT (b.starts_at < $5 AND b.ends_at > $4)) AS blocks,
         EXISTS (SELECT FROM shift AS s
                 WHERE s.period_id = $1 AND s.starts_at < $3 AND s.ends_at > $2
                   AND NOT (s.starts_at < $5 AND s.ends_at > $4)) AS shifts,
         EXISTS (SELECT FROM contact AS c
                 WHERE c.period_id = $1 AND c.dialled_at >= $2 AND c.dialled_at < $3
                   AND NOT (c.dialled_at >= $4 AND c.dialled_at < $5)) AS contacts,
         EXISTS (SELECT FROM consultation AS co
                 WHERE co.period_id = $1 AND co.started_at >= $2 AND co.started_at < $3
                   AND NOT (co.started_at >= $4 AND co.started_at < $5)) AS sheets`,
      [periodId, old.from, old.until, next.from, next.until],
    );
    return USES.filter((use) => found?.[use]);
  }

  /**
   * Drafts that nobody has submitted or set aside, of each organisation that has any. One that names no period counts for the
   * one in which it was begun. Counted past the wall of related people, since the closing ends all of them.
   */
  async openDrafts(tx: Tx, periodId: string): Promise<readonly OpenDrafts[]> {
    return rows(
      tx,
      `SELECT o.name AS "organisationName", d.drafts
       FROM open_drafts($1) AS d JOIN organisation AS o ON o.id = d.organisation_id ORDER BY o.code`,
      [periodId],
    );
  }

  async fieldInUse(tx: Tx, periodId: string, fieldCode: string): Promise<boolean> {
    const found = await firstRow<{ used: boolean }>(
      tx,
      `SELECT EXISTS (SELECT FROM shift AS s WHERE s.period_id = $1 AND s.field_code = $2)
              OR EXISTS (SELECT FROM seat_allotment AS b
                         WHERE b.period_id = $1 AND b.field_code = $2 AND b.status IN ('offered', 'accepted'))
              OR EXISTS (SELECT FROM contact AS c WHERE c.period_id = $1 AND c.field_code = $2) AS used`,
      [periodId, fieldCode],
    );
    return found?.used ?? false;
  }
}
