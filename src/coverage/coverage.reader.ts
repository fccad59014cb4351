import { Injectable } from '@nestjs/common';
import { rows, type Tx } from '../platform/database/sql';
import type { SeatSpan } from './domain/seat-table';
import type { SeatPrice } from './domain/seat-prices';

export const BASES = ['allotted', 'draft', 'published'] as const;
export type CoverageBasis = (typeof BASES)[number];

/** Which state of the plan is looked at. */
export interface SeatQuestion {
  readonly periodId: string;
  readonly basis: CoverageBasis;
  /** Only for published rosters: of each organisation the newest version up to this number. */
  readonly version: number | null;
}

/** Whoever answers calls; supervisors, interpreters and people on call take none of their own. */
const ANSWERS = `role = 'counsellor'`;

const SEATS: Readonly<Record<CoverageBasis, string>> = {
  // Blocks that an organisation has or may still take; declined ones and those given back are someone else's by now.
  allotted: `
    SELECT a.channel, a.field_code AS "fieldCode", a.starts_at AS "from", a.ends_at AS "until", sum(a.seats)::integer AS seats
    FROM seat_allotment AS a
    WHERE a.period_id = $1 AND a.${ANSWERS} AND a.status IN ('offered', 'accepted')
    GROUP BY 1, 2, 3, 4 HAVING sum(a.seats) > 0`,
  // People, not seats: an empty place answers nobody.
  draft: `
    SELECT s.channel, s.field_code AS "fieldCode", lower(sa.span) AS "from", upper(sa.span) AS "until",
           count(*)::integer AS seats
    FROM shift AS s JOIN shift_assignment AS sa ON sa.shift_id = s.id AND sa.released_at IS NULL
    WHERE s.period_id = $1 AND s.${ANSWERS}
    GROUP BY 1, 2, 3, 4`,
  published: `
    WITH shown AS (
      SELECT DISTINCT ON (v.organisation_id) v.id
      FROM roster_version AS v
      WHERE v.period_id = $1 AND ($2::integer IS NULL OR v.number <= $2)
      ORDER BY v.organisation_id, v.number DESC
    )
    SELECT c.channel, c.field_code AS "fieldCode", c.starts_at AS "from", c.ends_at AS "until", count(*)::integer AS seats
    FROM shown JOIN roster_version_cell AS c ON c.roster_version_id = shown.id
    WHERE c.${ANSWERS}
    GROUP BY 1, 2, 3, 4`,
};

/** Which fields an organisation sits at on a channel; null stands for a seat for all of them. */
interface OrganisationField {
  readonly organisationId: string;
  readonly fieldCode: string | null;
}

@Injectable()
export class CoverageReader {
  seats(tx: Tx, { periodId, basis, version }: SeatQuestion): Promise<SeatSpan[]> {
    return rows<SeatSpan>(tx, SEATS[basis], basis === 'published' ? [periodId, version] : [periodId]);
  }

  /** What a counsellor's hour costs on the first day of the period; the latest decision on the same case counts. */
  prices(tx: Tx, periodId: string): Promise<SeatPrice[]> {
    return rows<SeatPrice>(
      tx,
      `SELECT DISTINCT ON (r.organisation_id, r.field_code)
              r.organisation_id AS "organisationId", r.field_code AS "fieldCode", r.yen_per_hour AS "yenPerHour"
       FROM rate_card AS r JOIN period AS p ON p.id = r.period_id
       WHERE r.period_id = $1 AND r.${ANSWERS}
         AND r.valid_from <= (p.starts_at AT TIME ZONE 'Asia/Tokyo')::date
         AND (r.valid_until IS NULL OR r.valid_until > (p.starts_at AT TIME ZONE 'Asia/Tokyo')::date)
       ORDER BY r.organisation_id, r.field_code, r.valid_from DESC, r.decided_on DESC, r.id DESC`,
      [periodId],
    );
  }

  async fieldsOf(tx: Tx, periodId: string, channel: string): Promise<OrganisationField[]> {
    return rows<OrganisationField>(
      tx,
      `SELECT a.organisation_id AS "organisationId", a.field_code AS "fieldCode"
       FROM seat_allotment AS a WHERE a.period_id = $1 AND a.channel = $2 AND a.${ANSWERS}
       UNION
       SELECT s.organisation_id, s.field_code FROM shift AS s WHERE s.period_id = $1 AND s.channel = $2 AND s.${ANSWERS}`,
      [periodId, channel],
    );
  }
}
