import { Injectable } from '@nestjs/common';
import { jsonYen } from '../shared/json-yen';
import { rows, type Tx } from '../platform/database/sql';
import type { ParticipationUseView } from './allotments.dto';
import { comparePromises, measureUse } from './domain/compare-promises';

interface UseRow {
  readonly organisationId: string;
  readonly organisationName: string;
  readonly seatsPromised: number | null;
  readonly maxMinutes: number | null;
  readonly budgetYen: bigint | null;
  readonly rosteredMinutes: number;
  readonly openSeats: number;
  readonly blocks: readonly StoredBlock[];
}

/** As PostgreSQL writes it into JSON. */
interface StoredBlock {
  readonly from: string;
  readonly until: string;
  readonly seats: number;
  readonly status: string;
}

/** What each organisation promised for a period, beside what it was allotted and what stands in its roster. */
@Injectable()
export class ParticipationUseReader {
  async all(tx: Tx, periodId: string): Promise<ParticipationUseView[]> {
    const found = await rows<UseRow>(
      tx,
      `SELECT pa.organisation_id AS "organisationId", o.name AS "organisationName", pa.seats_promised AS "seatsPromised",
              pa.max_minutes AS "maxMinutes", pa.budget_yen AS "budgetYen",
              (SELECT coalesce(sum(extract(epoch FROM upper(sa.span) - lower(sa.span)) / 60), 0)::float8
               FROM shift AS s JOIN shift_assignment AS sa ON sa.shift_id = s.id AND sa.released_at IS NULL
               WHERE s.period_id = pa.period_id AND s.organisation_id = pa.organisation_id) AS "rosteredMinutes",
              (SELECT coalesce(sum(s.seats - (SELECT count(*) FROM shift_assignment AS sa
                                              WHERE sa.shift_id = s.id AND sa.released_at IS NULL)), 0)::integer
               FROM shift AS s JOIN seat_allotment AS b ON b.id = s.allotment_id
               WHERE b.period_id = pa.period_id AND b.organisation_id = pa.organisation_id) AS "openSeats",
              (SELECT coalesce(json_agg(json_build_object('from', b.starts_at, 'until', b.ends_at, 'seats', b.seats,
                        'status', b.status)), '[]'::json)
               FROM seat_allotment AS b
               WHERE b.period_id = pa.period_id AND b.organisation_id = pa.organisation_id
                 AND b.status IN ('offered', 'accepted')) AS blocks
       FROM participation AS pa JOIN organisation AS o ON o.id = pa.organisation_id
       WHERE pa.period_id = $1 ORDER BY o.code`,
      [periodId],
    );
    return found.map(present);
  }
}

function present({ blocks, budgetYen, ...row }: UseRow): ParticipationUseView {
  const held = blocks.map(({ from, until, seats }) => ({
    from: new Date(from),
    until: new Date(until),
    seats,
  }));
  const use = measureUse(held);
  return {
    ...row,
    budgetYen: budgetYen === null ? null : jsonYen(budgetYen),
    allottedMinutes: use.minutes,
    acceptedMinutes: measureUse(held.filter((_, index) => blocks[index]?.status === 'accepted')).minutes,
    peakSeats: use.peakSeats,
    warnings: comparePromises(row, use),
  };
}
