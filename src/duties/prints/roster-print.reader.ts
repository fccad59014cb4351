import { Injectable } from '@nestjs/common';
import { rows, type Tx } from '../../platform/database/sql';
import type { EmptySeats, PrintedDuty } from '../domain/roster-print';
import { PUBLISHED_DUTY } from '../published-duty.sql';

export interface PrintedRoster {
  readonly duties: readonly PrintedDuty[];
  readonly empty: readonly EmptySeats[];
  /** `団体A 第3版`, of every organisation in it. */
  readonly versions: readonly string[];
}

interface Timed {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

type DutyRow = Omit<PrintedDuty, 'span'> & Timed;
type EmptyRow = Omit<EmptySeats, 'span'> & Timed;

@Injectable()
export class RosterPrintReader {
  /** What the newest published versions say, of the organisations the actor sees. */
  async published(tx: Tx, periodId: string, organisationId: string | undefined): Promise<PrintedRoster> {
    const scope = [periodId, organisationId ?? null];
    const duties = await rows<DutyRow>(tx, DUTIES, scope);
    const empty = await rows<EmptyRow>(tx, EMPTY, scope);
    const versions = await rows<{ label: string }>(tx, VERSIONS, scope);
    return {
      duties: duties.map(withSpan),
      empty: empty.map(withSpan),
      versions: versions.map(({ label }) => label),
    };
  }
}

function withSpan<Row extends Timed>({ startsAt, endsAt, ...row }: Row) {
  return { ...row, span: { from: startsAt, until: endsAt } };
}

const FIELDS = `
  LEFT JOIN period_field AS f ON f.period_id = d.period_id AND f.field_code = d.field_code
  LEFT JOIN line_field AS l ON l.code = d.field_code`;

const DUTIES = `
  WITH ${PUBLISHED_DUTY}
  SELECT d.person_id AS "personId", p.family_name AS "familyName", p.given_name AS "givenName",
         o.name AS "organisationName", d.channel, coalesce(f.label_ja, l.label_ja) AS field, d.role,
         d.starts_at AS "startsAt", d.ends_at AS "endsAt"
  FROM published_duty AS d
  JOIN person AS p ON p.id = d.person_id
  JOIN organisation AS o ON o.id = d.organisation_id ${FIELDS}
  WHERE d.period_id = $1 AND ($2::uuid IS NULL OR d.organisation_id = $2)
  ORDER BY d.starts_at, d.assignment_id`;

/** Of shifts that were planned when a planner last published: a swap or a filled gap publishes no draft. */
const EMPTY = `
  WITH ${PUBLISHED_DUTY}, published_plan AS (
    SELECT v.period_id, v.organisation_id, max(v.published_at) AS published_at
    FROM roster_version AS v WHERE v.cause = 'publication' GROUP BY v.period_id, v.organisation_id
  ), free AS (
    SELECT d.*, d.seats - (SELECT count(*)::integer FROM published_duty AS taken WHERE taken.shift_id = d.id) AS left_over
    FROM shift AS d JOIN published_plan AS plan ON plan.period_id = d.period_id AND plan.organisation_id = d.organisation_id
    WHERE d.period_id = $1 AND ($2::uuid IS NULL OR d.organisation_id = $2) AND d.created_at <= plan.published_at
  )
  SELECT o.name AS "organisationName", d.channel, coalesce(f.label_ja, l.label_ja) AS field, d.role,
         d.starts_at AS "startsAt", d.ends_at AS "endsAt", d.left_over AS seats
  FROM free AS d JOIN organisation AS o ON o.id = d.organisation_id ${FIELDS}
  WHERE d.left_over > 0 ORDER BY d.starts_at, d.id`;

const VERSIONS = `
  WITH ${PUBLISHED_DUTY}
  SELECT o.name || ' 第' || n.number || '版' AS label
  FROM newest AS n JOIN organisation AS o ON o.id = n.organisation_id
  WHERE n.period_id = $1 AND ($2::uuid IS NULL OR n.organisation_id = $2) ORDER BY o.name`;
