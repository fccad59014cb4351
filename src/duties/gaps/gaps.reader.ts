import { Injectable } from '@nestjs/common';
import { notFound } from '../../shared/domain-error';
import { formatTokyo } from '../../shared/tokyo-time';
import { isInstant, isUuid, type Page, readCursor, toPage } from '../../platform/http/page';
import { firstRow, rows, type Tx } from '../../platform/database/sql';
import type { GapQuery, GapView } from './gaps.dto';

interface CallRow {
  readonly number: number;
  readonly personId: string;
  readonly outcome: 'no_answer' | 'declined' | 'accepted';
  readonly accountId: string;
  /** As PostgreSQL writes it into JSON. */
  readonly calledAt: string;
}

interface GapRow extends Omit<GapView, 'startsAt' | 'endsAt' | 'reportedAt' | 'filledAt' | 'calls'> {
  readonly calls: readonly CallRow[];
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly reportedAt: Date;
  readonly filledAt: Date | null;
}

const named = (person: string): string =>
  `json_build_object('personId', ${person}.id, 'familyName', ${person}.family_name, 'givenName', ${person}.given_name)`;

const GAP = `
  SELECT g.id, s.period_id AS "periodId", g.organisation_id AS "organisationId", s.id AS "shiftId",
         g.assignment_id AS "assignmentId", s.channel, s.field_code AS "fieldCode", s.role, s.starts_at AS "startsAt",
         s.ends_at AS "endsAt", g.reason, g.reported_at AS "reportedAt", g.filled_from AS "filledFrom",
         g.filled_at AS "filledAt", CASE WHEN g.filled_at IS NULL THEN 'open' ELSE 'filled' END AS state,
         ${named('lost')} AS person,
         CASE WHEN filler.id IS NOT NULL THEN ${named('filler')} END AS "filledBy",
         (SELECT coalesce(json_agg(json_build_object('number', c.number, 'personId', c.person_id, 'outcome', c.outcome,
                   'accountId', c.account_id, 'calledAt', c.called_at) ORDER BY c.number), '[]'::json)
          FROM roster_gap_call AS c WHERE c.gap_id = g.id) AS calls
  FROM roster_gap AS g
  JOIN shift_assignment AS sa ON sa.id = g.assignment_id
  JOIN shift AS s ON s.id = sa.shift_id
  JOIN person AS lost ON lost.id = sa.person_id
  LEFT JOIN shift_assignment AS taken ON taken.id = g.filled_by_assignment_id
  LEFT JOIN person AS filler ON filler.id = taken.person_id`;

@Injectable()
export class GapsReader {
  /** The duty that begins first comes first. */
  async page(tx: Tx, query: GapQuery): Promise<Page<GapView>> {
    const cursor = readCursor(query.cursor, [isInstant, isUuid]);
    const found = await rows<GapRow>(
      tx,
      `${GAP}
       WHERE ($1::uuid IS NULL OR s.period_id = $1)
         AND ($2::text IS NULL OR (g.filled_at IS NULL) = ($2 = 'open'))
         AND ($3::timestamptz IS NULL OR (s.starts_at, g.id) > ($3, $4::uuid))
       ORDER BY s.starts_at, g.id LIMIT $5`,
      [
        query.periodId ?? null,
        query.state ?? null,
        cursor?.[0] ?? null,
        cursor?.[1] ?? null,
        query.limit + 1,
      ],
    );
    return toPage(found, query.limit, (row) => [row.startsAt.toISOString(), row.id], present);
  }

  async byId(tx: Tx, id: string): Promise<GapView> {
    const found = await firstRow<GapRow>(tx, `${GAP} WHERE g.id = $1`, [id]);
    if (!found) throw notFound('欠員');
    return present(found);
  }

  async byAssignment(tx: Tx, assignmentId: string): Promise<GapView | null> {
    const found = await firstRow<GapRow>(tx, `${GAP} WHERE g.assignment_id = $1`, [assignmentId]);
    return found && present(found);
  }
}

function present(row: GapRow): GapView {
  return {
    ...row,
    startsAt: formatTokyo(row.startsAt),
    endsAt: formatTokyo(row.endsAt),
    reportedAt: formatTokyo(row.reportedAt),
    filledAt: row.filledAt && formatTokyo(row.filledAt),
    calls: row.calls.map((call) => ({ ...call, calledAt: formatTokyo(new Date(call.calledAt)) })),
  };
}
