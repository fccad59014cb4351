import { Injectable } from '@nestjs/common';
import { notFound } from '../../shared/domain-error';
import { isInstant, isUuid, type Page, readCursor, toPage } from '../../platform/http/page';
import { firstRow, rows, type Tx } from '../../platform/database/sql';
import type { RosterCell } from '../domain/roster-diff';
import type { RosterStatus } from '../domain/roster-moves';

/** The roster of one organisation in one period; version 0 while nobody has touched it. */
export interface RosterRow {
  readonly organisationId: string;
  readonly organisationName: string;
  readonly status: RosterStatus;
  readonly showsColleagues: boolean;
  readonly version: number;
  readonly publishedNumber: number | null;
  readonly publishedAt: Date | null;
  readonly seats: number;
  readonly filled: number;
}

export type VersionCause = 'publication' | 'swap' | 'gap' | 'standby' | 'retrospective';

export interface VersionRow {
  readonly id: string;
  readonly periodId: string;
  readonly organisationId: string;
  readonly number: number;
  readonly cause: VersionCause;
  readonly note: string;
  readonly publishedAt: Date;
  readonly cells: number;
}

export interface NamedCell extends RosterCell {
  readonly familyName: string;
  readonly givenName: string;
}

interface CellQuery {
  readonly limit: number;
  readonly cursor?: string;
  readonly personId?: string;
}

@Injectable()
export class RosterVersionsReader {
  /** Rosters of the organisations that take part and that the actor sees. */
  rosters(tx: Tx, periodId: string, organisationId: string | null): Promise<RosterRow[]> {
    return rows<RosterRow>(tx, ROSTERS, [periodId, organisationId]);
  }

  /** Newest first. */
  async page(
    tx: Tx,
    periodId: string,
    query: { readonly limit: number; readonly cursor?: string; readonly organisationId?: string },
  ): Promise<Page<VersionRow>> {
    const cursor = readCursor(query.cursor, [isInstant, isUuid]);
    const found = await rows<VersionRow>(
      tx,
      `${VERSION} WHERE v.period_id = $1 AND ($2::uuid IS NULL OR v.organisation_id = $2)
         AND ($3::timestamptz IS NULL OR (v.published_at, v.id) < ($3, $4::uuid))
       ORDER BY v.published_at DESC, v.id DESC LIMIT $5`,
      [periodId, query.organisationId ?? null, cursor?.[0] ?? null, cursor?.[1] ?? null, query.limit + 1],
    );
    return toPage(
      found,
      query.limit,
      (row) => [row.publishedAt.toISOString(), row.id],
      (row) => row,
    );
  }

  async byId(tx: Tx, id: string): Promise<VersionRow> {
    const found = await firstRow<VersionRow>(tx, `${VERSION} WHERE v.id = $1`, [id]);
    if (!found) throw notFound('勤務表の版');
    return found;
  }

  newest(tx: Tx, periodId: string, organisationId: string): Promise<VersionRow | null> {
    return firstRow<VersionRow>(
      tx,
      `${VERSION} WHERE v.period_id = $1 AND v.organisation_id = $2 ORDER BY v.number DESC LIMIT 1`,
      [periodId, organisationId],
    );
  }

  cells(tx: Tx, versionId: string): Promise<RosterCell[]> {
    return rows<RosterCell>(
      tx,
      `SELECT ${CELL} FROM roster_version_cell AS c WHERE c.roster_version_id = $1`,
      [versionId],
    );
  }

  /** The working roster as a version would say it. */
  workingCells(tx: Tx, periodId: string, organisationId: string): Promise<RosterCell[]> {
    return rows<RosterCell>(tx, WORKING, [periodId, organisationId]);
  }

  async cellPage(tx: Tx, versionId: string, query: CellQuery): Promise<Page<NamedCell>> {
    const cursor = readCursor(query.cursor, [isInstant, isUuid]);
    const found = await rows<NamedCell>(
      tx,
      `SELECT ${CELL}, p.family_name AS "familyName", p.given_name AS "givenName"
       FROM roster_version_cell AS c JOIN person AS p ON p.id = c.person_id
       WHERE c.roster_version_id = $1 AND ($2::uuid IS NULL OR c.person_id = $2)
         AND ($3::timestamptz IS NULL OR (c.starts_at, c.assignment_id) > ($3, $4::uuid))
       ORDER BY c.starts_at, c.assignment_id LIMIT $5`,
      [versionId, query.personId ?? null, cursor?.[0] ?? null, cursor?.[1] ?? null, query.limit + 1],
    );
    return toPage(
      found,
      query.limit,
      (row) => [row.startsAt.toISOString(), row.assignmentId],
      (row) => row,
    );
  }
}

const ROSTERS = `
  SELECT o.id AS "organisationId", o.name AS "organisationName", coalesce(r.status, 'wishes') AS status,
         coalesce(r.shows_colleagues, false) AS "showsColleagues", coalesce(r.version, 0) AS version,
         v.number AS "publishedNumber", v.published_at AS "publishedAt",
         (SELECT coalesce(sum(s.seats), 0)::integer FROM shift AS s
          WHERE s.period_id = pa.period_id AND s.organisation_id = o.id) AS seats,
         (SELECT count(*)::integer FROM shift_assignment AS sa JOIN shift AS s ON s.id = sa.shift_id
          WHERE s.period_id = pa.period_id AND s.organisation_id = o.id AND sa.released_at IS NULL) AS filled
  FROM participation AS pa
  JOIN organisation AS o ON o.id = pa.organisation_id
  LEFT JOIN roster AS r ON r.period_id = pa.period_id AND r.organisation_id = o.id
  LEFT JOIN LATERAL (
    SELECT rv.number, rv.published_at FROM roster_version AS rv
    WHERE rv.period_id = pa.period_id AND rv.organisation_id = o.id ORDER BY rv.number DESC LIMIT 1) AS v ON true
  WHERE pa.period_id = $1 AND ($2::uuid IS NULL OR o.id = $2) ORDER BY o.code`;

const VERSION = `
  SELECT v.id, v.period_id AS "periodId", v.organisation_id AS "organisationId", v.number, v.cause, v.note,
         v.published_at AS "publishedAt",
         (SELECT count(*)::integer FROM roster_version_cell AS c WHERE c.roster_version_id = v.id) AS cells
  FROM roster_version AS v`;

const CELL = `c.assignment_id AS "assignmentId", c.shift_id AS "shiftId", c.person_id AS "personId", c.channel,
  c.field_code AS "fieldCode", c.role, c.starts_at AS "startsAt", c.ends_at AS "endsAt"`;

const WORKING = `
  SELECT sa.id AS "assignmentId", s.id AS "shiftId", sa.person_id AS "personId", s.channel, s.field_code AS "fieldCode",
         s.role, lower(sa.span) AS "startsAt", upper(sa.span) AS "endsAt"
  FROM shift_assignment AS sa JOIN shift AS s ON s.id = sa.shift_id
  WHERE s.period_id = $1 AND s.organisation_id = $2 AND sa.released_at IS NULL`;
