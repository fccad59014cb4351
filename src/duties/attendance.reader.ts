import { Injectable } from '@nestjs/common';
import type { Interval } from '../shared/interval';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import { isInstant, isUuid, type Page, readCursor, toPage } from '../platform/http/page';
import { type Attendance, type AttendanceEvent, foldAttendance } from './domain/attendance';
import { PUBLISHED_DUTY } from './published-duty.sql';

/** One duty and what is known of who was there. Its person is who worked: pay follows this row. */
export interface AttendedDuty {
  readonly assignmentId: string;
  readonly shiftId: string;
  readonly periodId: string;
  readonly organisationId: string;
  readonly personId: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly channel: string;
  readonly fieldCode: string | null;
  readonly role: string;
  readonly planned: Interval;
  readonly attendance: Attendance;
}

interface AttendanceQuery {
  readonly periodId?: string | undefined;
  readonly organisationId?: string | undefined;
  /** Duties that touch this stretch. */
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
  readonly limit: number;
  readonly cursor?: string;
}

interface DutyRow extends Omit<AttendedDuty, 'planned' | 'attendance'> {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly events: readonly EventJson[];
}

/** As PostgreSQL writes it into JSON. */
type EventJson = Pick<AttendanceEvent, 'kind' | 'source'> &
  Readonly<Record<'cameAt' | 'leftAt', string | null>>;

const EVENTS = `
  (SELECT coalesce(json_agg(json_build_object('kind', e.kind, 'source', e.source, 'cameAt', e.came_at, 'leftAt', e.left_at)
                            ORDER BY e.number), '[]'::json)
   FROM attendance_event AS e WHERE e.assignment_id = d.assignment_id) AS events`;
const DUTY = `
  d.assignment_id AS "assignmentId", d.shift_id AS "shiftId", d.period_id AS "periodId",
  d.organisation_id AS "organisationId", d.person_id AS "personId", pe.family_name AS "familyName",
  pe.given_name AS "givenName", d.channel, d.field_code AS "fieldCode", d.role,
  d.starts_at AS "startsAt", d.ends_at AS "endsAt", ${EVENTS}`;

const PERSON = `JOIN person AS pe ON pe.id = d.person_id`;

/**
 * Duties that count: published now, or with attendance or activated standby although a later version gave the seat to somebody
 * else. Who fills a gap is expected from that moment; who falls ill was expected until then, and who leaves standby for work until
 * that work begins.
 */
const COUNTED = `
  WITH ${PUBLISHED_DUTY}, counted AS (
    SELECT d.period_id, d.organisation_id, d.assignment_id, d.shift_id, d.person_id, d.channel, d.field_code, d.role,
           greatest(d.starts_at, filled.filled_at) AS starts_at, d.ends_at
    FROM published_duty AS d LEFT JOIN roster_gap AS filled ON filled.filled_by_assignment_id = d.assignment_id
    UNION ALL
    SELECT s.period_id, s.organisation_id, sa.id, s.id, sa.person_id, s.channel, s.field_code, s.role, lower(sa.span),
           greatest(lower(sa.span), least(upper(sa.span), coalesce(lost.reported_at, stood.until)))
    FROM shift_assignment AS sa JOIN shift AS s ON s.id = sa.shift_id
    LEFT JOIN roster_gap AS lost ON lost.assignment_id = sa.id
    LEFT JOIN (
      SELECT g.standby_assignment_id, greatest(g.filled_at, lower(work.span)) AS until
      FROM roster_gap AS g JOIN shift_assignment AS work ON work.id = g.filled_by_assignment_id
    ) AS stood ON stood.standby_assignment_id = sa.id
    WHERE (stood.until > lower(sa.span) OR EXISTS (SELECT FROM attendance_event AS e WHERE e.assignment_id = sa.id))
      AND NOT EXISTS (SELECT FROM published_duty AS d WHERE d.assignment_id = sa.id)
  )`;

@Injectable()
export class AttendanceReader {
  /** In the order of the day. */
  async page(tx: Tx, query: AttendanceQuery, personId: string | undefined): Promise<Page<AttendedDuty>> {
    const cursor = readCursor(query.cursor, [isInstant, isUuid]);
    const found = await rows<DutyRow>(
      tx,
      `${COUNTED}
       SELECT ${DUTY} FROM counted AS d ${PERSON}
       WHERE ($1::uuid IS NULL OR d.period_id = $1) AND ($2::uuid IS NULL OR d.organisation_id = $2)
         AND ($3::uuid IS NULL OR d.person_id = $3)
         AND ($4::timestamptz IS NULL OR d.ends_at > $4) AND ($5::timestamptz IS NULL OR d.starts_at < $5)
         AND ($6::timestamptz IS NULL OR (d.starts_at, d.assignment_id) > ($6, $7::uuid))
       ORDER BY d.starts_at, d.assignment_id LIMIT $8`,
      [
        query.periodId ?? null,
        query.organisationId ?? null,
        personId ?? null,
        query.from ?? null,
        query.until ?? null,
        cursor?.[0] ?? null,
        cursor?.[1] ?? null,
        query.limit + 1,
      ],
    );
    return toPage(found, query.limit, (row) => [row.startsAt.toISOString(), row.assignmentId], present);
  }

  /** Every duty of a period that counts, for whoever pays. */
  async ofPeriod(tx: Tx, periodId: string): Promise<AttendedDuty[]> {
    const found = await rows<DutyRow>(
      tx,
      `${COUNTED} SELECT ${DUTY} FROM counted AS d ${PERSON} WHERE d.period_id = $1 ORDER BY d.starts_at, d.assignment_id`,
      [periodId],
    );
    return found.map(present);
  }

  async ofAssignment(tx: Tx, assignmentId: string): Promise<AttendedDuty | null> {
    const found = await firstRow<DutyRow>(
      tx,
      `${COUNTED} SELECT ${DUTY} FROM counted AS d ${PERSON} WHERE d.assignment_id = $1`,
      [assignmentId],
    );
    return found && present(found);
  }

  /** Does the newest version still say so? */
  async isPublished(tx: Tx, assignmentId: string): Promise<boolean> {
    const found = await firstRow(
      tx,
      `WITH ${PUBLISHED_DUTY} SELECT FROM published_duty AS d WHERE d.assignment_id = $1`,
      [assignmentId],
    );
    return found !== null;
  }

  /** Duties under way that began before `begunBefore` and of which nobody has said anything. */
  async unattended(tx: Tx, now: Date, begunBefore: Date): Promise<AttendedDuty[]> {
    const found = await rows<DutyRow>(
      tx,
      `${COUNTED}
       SELECT ${DUTY} FROM counted AS d ${PERSON}
       WHERE d.starts_at <= $2 AND d.ends_at > $1 AND d.role <> 'standby'
         AND NOT EXISTS (SELECT FROM attendance_event AS e WHERE e.assignment_id = d.assignment_id)
       ORDER BY d.starts_at, d.assignment_id`,
      [now, begunBefore],
    );
    return found.map(present);
  }
}

function present({ startsAt, endsAt, events, ...row }: DutyRow): AttendedDuty {
  return {
    ...row,
    planned: { from: startsAt, until: endsAt },
    attendance: foldAttendance(
      events.map((event) => ({ ...event, cameAt: instant(event.cameAt), leftAt: instant(event.leftAt) })),
    ),
  };
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
