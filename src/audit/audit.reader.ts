import { Injectable } from '@nestjs/common';
import { isUuid, type Page, type PageQuery, readCursor, toPage } from '../platform/http/page';
import { rows, type Tx } from '../platform/database/sql';
import { formatTokyo } from '../shared/tokyo-time';
import type { AuditEvent } from './audit.dto';

interface AuditRow {
  readonly id: string;
  readonly occurred_at: Date;
  readonly organisation_id: string | null;
  readonly account_id: string | null;
  readonly action: string;
  readonly object_type: string;
  readonly object_id: string;
  readonly detail: Record<string, unknown>;
  readonly request_id: string;
}

@Injectable()
export class AuditReader {
  /** Newest first. */
  async page(tx: Tx, query: PageQuery): Promise<Page<AuditEvent>> {
    const cursor = readCursor(query.cursor, [isUuid]);
    const found = await rows<AuditRow>(
      tx,
      `SELECT a.id, a.occurred_at, a.organisation_id, a.account_id, a.action, a.object_type, a.object_id, a.detail, a.request_id
       FROM audit_log AS a
       WHERE $1::uuid IS NULL OR a.id < $1::uuid
       ORDER BY a.id DESC LIMIT $2`,
      [cursor?.[0] ?? null, query.limit + 1],
    );
    return toPage(found, query.limit, (row) => [row.id], present);
  }
}

function present(row: AuditRow): AuditEvent {
  return {
    id: row.id,
    occurredAt: formatTokyo(row.occurred_at),
    organisationId: row.organisation_id,
    accountId: row.account_id,
    action: row.action,
    objectType: row.object_type,
    objectId: row.object_id,
    detail: row.detail,
    requestId: row.request_id,
  };
}
