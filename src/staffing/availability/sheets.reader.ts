import { Injectable } from '@nestjs/common';
import { formatTokyo } from '../../shared/tokyo-time';
import { unseal } from '../../platform/crypto/seal';
import { firstRow, rows, type Tx } from '../../platform/database/sql';
import { type Page, type PageQuery, readCursor, toPage } from '../../platform/http/page';
import { lastDayOf } from '../last-day.sql';
import { readSpans, type StoredSpan } from '../availability.reader';
import type { WishSheet, WishSpan } from '../domain/wish';
import type { WishSpanView } from './availability.dto';
import { noteContext } from '../note-context';

/** Whose wishes for which period; one person may serve two organisations and answer each of them. */
export interface SheetKey {
  readonly periodId: string;
  readonly organisationId: string;
  readonly personId: string;
}

/** One revision with everything in it; the private note is for those the policy names. */
export interface SheetRevision extends SheetKey, WishSheet {
  readonly id: string;
  readonly noteToAll: string;
  readonly noteToCoordinator: string | null;
  readonly writtenBy: string;
  readonly writtenAt: Date;
}

interface RevisionRow extends Omit<SheetRevision, 'spans' | 'noteToCoordinator'> {
  readonly spans: readonly StoredSpan[];
  readonly noteSealed: Buffer | null;
  readonly seal: string | null;
}

const REVISION = `
  SELECT v.id, v.period_id AS "periodId", v.organisation_id AS "organisationId", v.person_id AS "personId",
         v.revision_no AS "revisionNo", v.spans, v.max_minutes AS "maxMinutes", v.target_minutes AS "targetMinutes",
         v.max_nights AS "maxNights", v.max_days AS "maxDays", v.note_to_all AS "noteToAll",
         v.note_sealed AS "noteSealed", v.seal, v.written_by AS "writtenBy", v.written_at AS "writtenAt"
  FROM availability AS v`;

@Injectable()
export class SheetsReader {
  async inForce(tx: Tx, key: SheetKey): Promise<SheetRevision | null> {
    const found = await firstRow<RevisionRow>(
      tx,
      `${REVISION} WHERE v.period_id = $1 AND v.organisation_id = $2 AND v.person_id = $3
       ORDER BY v.revision_no DESC LIMIT 1`,
      [key.periodId, key.organisationId, key.personId],
    );
    return found && toRevision(found);
  }

  async revision(tx: Tx, key: SheetKey, revisionNo: number): Promise<SheetRevision | null> {
    const found = await firstRow<RevisionRow>(
      tx,
      `${REVISION} WHERE v.period_id = $1 AND v.organisation_id = $2 AND v.person_id = $3 AND v.revision_no = $4`,
      [key.periodId, key.organisationId, key.personId, revisionNo],
    );
    return found && toRevision(found);
  }

  /** Newest first. */
  async revisions(tx: Tx, key: SheetKey, query: PageQuery): Promise<Page<SheetRevision>> {
    const cursor = readCursor(query.cursor, [(value) => /^\d{1,9}$/.test(value)]);
    const found = await rows<RevisionRow>(
      tx,
      `${REVISION} WHERE v.period_id = $1 AND v.organisation_id = $2 AND v.person_id = $3
         AND ($4::integer IS NULL OR v.revision_no < $4)
       ORDER BY v.revision_no DESC LIMIT $5`,
      [key.periodId, key.organisationId, key.personId, cursor?.[0] ?? null, query.limit + 1],
    );
    return toPage(found, query.limit, (row) => [String(row.revisionNo)], toRevision);
  }

  /** Does this person serve the organisation on any day of the period? */
  async servesDuring(tx: Tx, key: SheetKey): Promise<boolean> {
    const found = await firstRow(
      tx,
      `SELECT FROM period AS p
       JOIN affiliation AS a ON a.person_id = $3 AND a.organisation_id = $2
        AND a.valid_from <= ${lastDayOf('p')}
        AND (a.valid_until IS NULL OR a.valid_until > (p.starts_at AT TIME ZONE 'Asia/Tokyo')::date)
       WHERE p.id = $1`,
      [key.periodId, key.organisationId, key.personId],
    );
    return found !== null;
  }
}

export function presentSpans(spans: readonly WishSpan[]): WishSpanView[] {
  return spans.map(({ from, until, wish }) => ({ from: formatTokyo(from), until: formatTokyo(until), wish }));
}

function toRevision({ spans, noteSealed, seal, ...row }: RevisionRow): SheetRevision {
  const note =
    noteSealed === null || seal === null ? null : unseal({ bytes: noteSealed, seal }, noteContext(row.id));
  return { ...row, spans: readSpans(spans), noteToCoordinator: note };
}
