import { Injectable } from '@nestjs/common';
import { formatTokyo } from '../../shared/tokyo-time';
import { rows, type Tx } from '../../platform/database/sql';
import { isUuid, type Page, readCursor, toPage } from '../../platform/http/page';
import { lastDayOf } from '../last-day.sql';
import { readSpans, type StoredSpan } from '../availability.reader';
import type { CollectedSheetView, CollectionQuery, CompletionView } from './availability.dto';
import { presentSpans } from './sheets.reader';

interface CollectedRow extends Omit<CollectedSheetView, 'spans' | 'answeredAt'> {
  readonly spans: readonly StoredSpan[] | null;
  readonly answeredAt: Date | null;
}

interface CompletionRow extends Omit<CompletionView, 'lastAnsweredAt'> {
  readonly lastAnsweredAt: Date | null;
}

/** Everybody who serves a participating organisation in the period, with the sheet in force or without any. */
const COLLECTED = `
  WITH serving AS (
    SELECT DISTINCT a.organisation_id, a.person_id
    FROM period AS p
    JOIN participation AS pa ON pa.period_id = p.id
    JOIN affiliation AS a ON a.organisation_id = pa.organisation_id
     AND a.valid_from <= ${lastDayOf('p')}
     AND (a.valid_until IS NULL OR a.valid_until > (p.starts_at AT TIME ZONE 'Asia/Tokyo')::date)
    WHERE p.id = $1 AND ($2::uuid IS NULL OR a.organisation_id = $2)
  ), sheet AS (
    SELECT DISTINCT ON (v.organisation_id, v.person_id) v.*
    FROM availability AS v WHERE v.period_id = $1
    ORDER BY v.organisation_id, v.person_id, v.revision_no DESC
  )`;

/** Whether the wishes are in: who has answered, who is to be reminded. */
@Injectable()
export class CompletionReader {
  async people(tx: Tx, periodId: string, query: CollectionQuery): Promise<Page<CollectedSheetView>> {
    const cursor = readCursor(query.cursor, [isUuid, () => true, () => true, isUuid]);
    const found = await rows<CollectedRow>(
      tx,
      `${COLLECTED}
       SELECT s.organisation_id AS "organisationId", s.person_id AS "personId", p.family_name AS "familyName",
              p.given_name AS "givenName", p.family_kana AS "familyKana", p.given_kana AS "givenKana",
              v.revision_no AS "revisionNo", v.written_at AS "answeredAt", v.spans, v.max_minutes AS "maxMinutes",
              v.target_minutes AS "targetMinutes", v.max_nights AS "maxNights", v.max_days AS "maxDays",
              coalesce(v.note_to_all, '') AS "noteToAll", v.note_sealed IS NOT NULL AS "hasPrivateNote"
       FROM serving AS s JOIN person AS p ON p.id = s.person_id LEFT JOIN sheet AS v USING (organisation_id, person_id)
       WHERE ($3::boolean IS NULL OR (v.id IS NOT NULL) = $3)
         AND ($4::uuid IS NULL OR (s.organisation_id, p.family_kana, p.given_kana, p.id) > ($4, $5::text, $6::text, $7::uuid))
       ORDER BY s.organisation_id, p.family_kana, p.given_kana, p.id LIMIT $8`,
      [
        periodId,
        query.organisationId ?? null,
        query.answered === undefined ? null : query.answered === 'true',
        ...[0, 1, 2, 3].map((index) => cursor?.[index] ?? null),
        query.limit + 1,
      ],
    );
    return toPage(
      found,
      query.limit,
      (row) => [row.organisationId, row.familyKana, row.givenKana, row.personId],
      presentCollected,
    );
  }

  async organisations(tx: Tx, periodId: string): Promise<CompletionView[]> {
    const found = await rows<CompletionRow>(
      tx,
      `${COLLECTED}
       SELECT o.id AS "organisationId", o.name AS "organisationName", count(*)::integer AS people,
              count(v.id)::integer AS answered, count(*) = count(v.id) AS "isComplete",
              max(v.written_at) AS "lastAnsweredAt"
       FROM serving AS s JOIN organisation AS o ON o.id = s.organisation_id
       LEFT JOIN sheet AS v ON v.organisation_id = s.organisation_id AND v.person_id = s.person_id
       GROUP BY o.id, o.name, o.code ORDER BY o.code`,
      [periodId, null],
    );
    return found.map((row) => ({
      ...row,
      lastAnsweredAt: row.lastAnsweredAt && formatTokyo(row.lastAnsweredAt),
    }));
  }
}

function presentCollected(row: CollectedRow): CollectedSheetView {
  return {
    ...row,
    answeredAt: row.answeredAt && formatTokyo(row.answeredAt),
    spans: presentSpans(readSpans(row.spans ?? [])),
  };
}
