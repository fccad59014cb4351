import { Injectable } from '@nestjs/common';
import type { TokyoDay } from '../shared/tokyo-time';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import type { HeldSkill } from './domain/skill';
import { lastDayOf } from './last-day.sql';
import type { WishLimits, WishSheet, WishSpan } from './domain/wish';

/** One person as a planner of one organisation needs them: from when to when they serve it, what they can, what they wish. */
export interface StaffMember {
  readonly personId: string;
  readonly organisationId: string;
  readonly affiliations: readonly DayRange[];
  /** All that touch the days of the period, of this organisation; judge each duty with `holdsOn`. */
  readonly skills: readonly HeldSkill[];
  /** Null: has not answered yet. Judge each duty with `wishFor`. */
  readonly sheet: WishSheet | null;
}

/** Days in Asia/Tokyo; `until` is outside, null is open. */
interface DayRange {
  readonly from: TokyoDay;
  readonly until: TokyoDay | null;
}

interface StaffRow extends Omit<StaffMember, 'sheet'> {
  readonly sheet: StoredSheet | null;
}

/** As PostgreSQL writes it into JSON. */
interface StoredSheet extends WishLimits {
  readonly revisionNo: number;
  readonly spans: readonly StoredSpan[];
}

export interface StoredSpan {
  readonly from: string;
  readonly until: string;
  readonly wish: WishSpan['wish'];
}

/** Who could work in a period. Notes are not for planning by machine and are not read here. */
@Injectable()
export class AvailabilityReader {
  /** Everybody who serves one of the organisations on a day of the period; null: every organisation that takes part, everybody. */
  async staff(
    tx: Tx,
    periodId: string,
    organisationIds: readonly string[] | null,
    personIds: readonly string[] | null = null,
  ): Promise<StaffMember[]> {
    const found = await rows<StaffRow>(tx, STAFF, [periodId, organisationIds, personIds]);
    return found.map((row) => ({ ...row, sheet: row.sheet && readSheet(row.sheet) }));
  }

  /** Does anybody serve one of these organisations on a day of the period? */
  async isAnybodyThere(tx: Tx, periodId: string, organisationIds: readonly string[]): Promise<boolean> {
    const found = await firstRow(
      tx,
      `SELECT FROM period AS p
       JOIN affiliation AS a ON a.organisation_id = ANY ($2) AND a.valid_from <= ${lastDayOf('p')}
        AND (a.valid_until IS NULL OR a.valid_until > (p.starts_at AT TIME ZONE 'Asia/Tokyo')::date)
       WHERE p.id = $1 LIMIT 1`,
      [periodId, organisationIds],
    );
    return found !== null;
  }
}

function readSheet({ spans, ...sheet }: StoredSheet): WishSheet {
  return { ...sheet, spans: readSpans(spans) };
}

export function readSpans(spans: readonly StoredSpan[]): WishSpan[] {
  return spans.map(({ from, until, wish }) => ({ from: new Date(from), until: new Date(until), wish }));
}

const STAFF = `
  WITH span AS (
    SELECT p.id, (p.starts_at AT TIME ZONE 'Asia/Tokyo')::date AS first_day,
           ${lastDayOf('p')} AS last_day
    FROM period AS p WHERE p.id = $1
  ), serving AS (
    SELECT a.person_id, a.organisation_id,
           json_agg(json_build_object('from', a.valid_from, 'until', a.valid_until) ORDER BY a.valid_from) AS affiliations
    FROM span
    JOIN participation AS pa ON pa.period_id = span.id
    JOIN affiliation AS a ON a.organisation_id = pa.organisation_id
    WHERE ($2::uuid[] IS NULL OR a.organisation_id = ANY ($2)) AND ($3::uuid[] IS NULL OR a.person_id = ANY ($3))
      AND a.valid_from <= span.last_day AND (a.valid_until IS NULL OR a.valid_until > span.first_day)
    GROUP BY a.person_id, a.organisation_id
  ), sheet AS (
    SELECT DISTINCT ON (v.organisation_id, v.person_id) v.organisation_id, v.person_id,
           json_build_object('revisionNo', v.revision_no, 'spans', v.spans, 'maxMinutes', v.max_minutes,
             'targetMinutes', v.target_minutes, 'maxNights', v.max_nights, 'maxDays', v.max_days) AS content
    FROM availability AS v WHERE v.period_id = $1 AND ($3::uuid[] IS NULL OR v.person_id = ANY ($3))
    ORDER BY v.organisation_id, v.person_id, v.revision_no DESC
  )
  SELECT serving.person_id AS "personId", serving.organisation_id AS "organisationId", serving.affiliations,
         sheet.content AS sheet,
         (SELECT coalesce(json_agg(json_build_object('kind', k.kind, 'code', k.code, 'validFrom', k.valid_from,
                   'validUntil', k.valid_until) ORDER BY k.kind, k.code, k.valid_from), '[]'::json)
          FROM person_skill AS k, span
          WHERE k.person_id = serving.person_id AND k.organisation_id = serving.organisation_id
            AND k.withdrawn_at IS NULL AND k.valid_from <= span.last_day
            AND (k.valid_until IS NULL OR k.valid_until > span.first_day)) AS skills
  FROM serving LEFT JOIN sheet USING (organisation_id, person_id)
  ORDER BY serving.organisation_id, serving.person_id`;
