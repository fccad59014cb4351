import { Injectable } from '@nestjs/common';
import { notFound } from '../shared/domain-error';
import { formatTokyo } from '../shared/tokyo-time';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import { isInstant, isUuid, type Page, readCursor, toPage } from '../platform/http/page';
import type { ContactQuery, ContactView } from './contacts.dto';

type Instants = 'dialledAt' | 'queuedAt' | 'answeredAt' | 'endedAt';
type ContactRow = Omit<ContactView, Instants> & {
  readonly dialledAt: Date;
  readonly queuedAt: Date | null;
  readonly answeredAt: Date | null;
  readonly endedAt: Date | null;
};

/** Without the caller's hash: nobody reads who called. */
const COLUMNS = `
  c.id, c.period_id AS "periodId", c.organisation_id AS "organisationId", c.channel, c.carrier_no AS "carrierNo", c.leg,
  c.dialled_at AS "dialledAt", c.queued_at AS "queuedAt", c.answered_at AS "answeredAt", c.ended_at AS "endedAt", c.digit,
  c.field_code AS "fieldCode", c.result, c.origin, c.ended_by AS "endedBy", c.wait_seconds AS "waitSeconds", c.talk_seconds AS "talkSeconds",
  c.job_id AS "jobId", c.source_row AS "sourceRow"`;

@Injectable()
export class ContactsReader {
  /** Newest first. */
  async page(tx: Tx, periodId: string, query: ContactQuery): Promise<Page<ContactView>> {
    const cursor = readCursor(query.cursor, [isInstant, isUuid]);
    const found = await rows<ContactRow>(
      tx,
      `SELECT ${COLUMNS}
       FROM contact AS c
       WHERE c.period_id = $1
         AND ($2::uuid IS NULL OR c.organisation_id = $2)
         AND ($3::text IS NULL OR c.result = $3)
         AND ($4::timestamptz IS NULL OR (c.dialled_at, c.id) < ($4, $5::uuid))
       ORDER BY c.dialled_at DESC, c.id DESC LIMIT $6`,
      [
        periodId,
        query.organisationId ?? null,
        query.result ?? null,
        cursor?.[0] ?? null,
        cursor?.[1] ?? null,
        query.limit + 1,
      ],
    );
    return toPage(found, query.limit, (row) => [row.dialledAt.toISOString(), row.id], present);
  }

  async byId(tx: Tx, id: string): Promise<ContactView> {
    const row = await firstRow<ContactRow>(tx, `SELECT ${COLUMNS} FROM contact AS c WHERE c.id = $1`, [id]);
    if (!row) throw notFound('呼');
    return present(row);
  }
}

function present(row: ContactRow): ContactView {
  return {
    ...row,
    dialledAt: formatTokyo(row.dialledAt),
    queuedAt: row.queuedAt && formatTokyo(row.queuedAt),
    answeredAt: row.answeredAt && formatTokyo(row.answeredAt),
    endedAt: row.endedAt && formatTokyo(row.endedAt),
  };
}
