import { Injectable } from '@nestjs/common';
import { notFound } from '../../shared/domain-error';
import { isInstant, isUuid, type Page, readCursor, toPage } from '../../platform/http/page';
import { firstRow, rows, type Tx } from '../../platform/database/sql';
import { AT_RISK_AFTER_HOURS, NEAR_HOURS } from '../domain/notice-risk';

export interface NoticeRow {
  readonly id: string;
  readonly periodId: string;
  readonly organisationId: string;
  readonly versionId: string;
  readonly number: number;
  readonly personId: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly changes: readonly NoticedChange[];
  readonly createdAt: Date;
  readonly confirmedAt: Date | null;
  /** Start of the first duty ahead that the notice speaks of. */
  readonly nextDutyAt: Date | null;
  readonly atRisk: boolean;
  /** Tells only of seats that the person has lost again. */
  readonly isOvertaken: boolean;
}

/** As it is kept. */
interface NoticedChange {
  readonly kind: 'added' | 'removed' | 'moved';
  readonly before: NoticedSeat | null;
  readonly after: NoticedSeat | null;
}

interface NoticedSeat {
  readonly shiftId: string;
  readonly channel: string;
  readonly fieldCode: string | null;
  readonly role: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

interface NoticeQuery {
  readonly limit: number;
  readonly cursor?: string;
}

interface ChaseQuery extends NoticeQuery {
  readonly organisationId?: string;
  readonly state?: 'unconfirmed' | 'at_risk';
}

@Injectable()
export class RosterNoticesReader {
  /** One's own, newest first. */
  async ownPage(tx: Tx, now: Date, personId: string, query: NoticeQuery): Promise<Page<NoticeRow>> {
    const cursor = readCursor(query.cursor, [isInstant, isUuid]);
    const found = await rows<NoticeRow>(
      tx,
      `SELECT * FROM (${NOTICE}) AS n WHERE n."personId" = $4
         AND ($5::timestamptz IS NULL OR (n."createdAt", n.id) < ($5, $6::uuid))
       ORDER BY n."createdAt" DESC, n.id DESC LIMIT $7`,
      [...risk(now), personId, cursor?.[0] ?? null, cursor?.[1] ?? null, query.limit + 1],
    );
    return toPage(found, query.limit, keyOf, (row) => row);
  }

  /** Whom to ring: those whose duty is nearest are not hidden behind newer notices, so the oldest come first. */
  async chasePage(tx: Tx, now: Date, periodId: string, query: ChaseQuery): Promise<Page<NoticeRow>> {
    const cursor = readCursor(query.cursor, [isInstant, isUuid]);
    const found = await rows<NoticeRow>(
      tx,
      `SELECT * FROM (${NOTICE}) AS n
       WHERE n."periodId" = $4 AND ($5::uuid IS NULL OR n."organisationId" = $5)
         AND ($6::text IS NULL OR (n."confirmedAt" IS NULL AND NOT n."isOvertaken")) AND ($6::text IS DISTINCT FROM 'at_risk' OR n."atRisk")
         AND ($7::timestamptz IS NULL OR (n."createdAt", n.id) > ($7, $8::uuid))
       ORDER BY n."createdAt", n.id LIMIT $9`,
      [
        ...risk(now),
        periodId,
        query.organisationId ?? null,
        query.state ?? null,
        cursor?.[0] ?? null,
        cursor?.[1] ?? null,
        query.limit + 1,
      ],
    );
    return toPage(found, query.limit, keyOf, (row) => row);
  }

  async byId(tx: Tx, now: Date, id: string): Promise<NoticeRow> {
    const found = await firstRow<NoticeRow>(tx, `SELECT * FROM (${NOTICE}) AS n WHERE n.id = $4`, [
      ...risk(now),
      id,
    ]);
    if (!found) throw notFound('勤務表の変更の知らせ');
    return found;
  }
}

function keyOf(row: NoticeRow): string[] {
  return [row.createdAt.toISOString(), row.id];
}

function risk(now: Date): unknown[] {
  return [now, AT_RISK_AFTER_HOURS, NEAR_HOURS];
}

/** Does the newest version still give the person this seat? */
const HELD = `
  EXISTS (SELECT FROM roster_version_cell AS held
          WHERE held.roster_version_id = newest.id AND held.person_id = n.person_id
            AND held.shift_id = (c.change->'after'->>'shiftId')::uuid)`;

/**
 * A change that takes a duty away puts no seat at risk, and neither does a seat that a later version took away again. What only
 * gave such seats is overtaken: whoever did not hear of it misses nothing.
 */
const NOTICE = `
  SELECT m.*, m."confirmedAt" IS NULL AND m."nextDutyAt" IS NOT NULL
           AND (m."createdAt" + make_interval(hours => $2) <= $1 OR m."nextDutyAt" < $1 + make_interval(hours => $3)) AS "atRisk"
  FROM (
    SELECT n.id, v.period_id AS "periodId", n.organisation_id AS "organisationId", v.id AS "versionId", v.number,
           n.person_id AS "personId", p.family_name AS "familyName", p.given_name AS "givenName", n.changes,
           n.created_at AS "createdAt", n.confirmed_at AS "confirmedAt",
           (SELECT min((c.change->'after'->>'startsAt')::timestamptz)
            FROM jsonb_array_elements(n.changes) AS c(change)
            WHERE (c.change->'after'->>'startsAt')::timestamptz > $1 AND ${HELD}) AS "nextDutyAt",
           NOT EXISTS (SELECT FROM jsonb_array_elements(n.changes) AS c(change)
                       WHERE c.change->>'kind' <> 'added' OR ${HELD}) AS "isOvertaken"
    FROM roster_notice AS n
    JOIN roster_version AS v ON v.id = n.roster_version_id
    JOIN person AS p ON p.id = n.person_id
    CROSS JOIN LATERAL (
      SELECT last.id FROM roster_version AS last
      WHERE last.period_id = v.period_id AND last.organisation_id = v.organisation_id
      ORDER BY last.number DESC LIMIT 1) AS newest) AS m`;
