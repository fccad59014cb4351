import { Injectable } from '@nestjs/common';
import { formatTokyo } from '../shared/tokyo-time';
import { rows, type Tx } from '../platform/database/sql';
import { type Page, type PageQuery, readCursor, toPage } from '../platform/http/page';
import type { DirectoryObject } from './directory-revisions';
import type { DirectoryRevisionView } from './directory.dto';

interface RevisionRow extends Omit<DirectoryRevisionView, 'at'> {
  readonly at: Date;
}

@Injectable()
export class DirectoryRevisionsReader {
  /** Newest first. */
  async page(
    tx: Tx,
    objectType: DirectoryObject,
    id: string,
    query: PageQuery,
  ): Promise<Page<DirectoryRevisionView>> {
    const cursor = readCursor(query.cursor, [(version) => /^\d{1,9}$/.test(version)]);
    const found = await rows<RevisionRow>(
      tx,
      `SELECT r.version, r.change, r.content, r.account_id AS "accountId", r.created_at AS at
       FROM directory_revision AS r
       WHERE r.object_type = $1 AND r.object_id = $2 AND ($3::integer IS NULL OR r.version < $3)
       ORDER BY r.version DESC LIMIT $4`,
      [objectType, id, cursor?.[0] ?? null, query.limit + 1],
    );
    return toPage(
      found,
      query.limit,
      ({ version }) => [String(version)],
      (row) => ({ ...row, at: formatTokyo(row.at) }),
    );
  }
}
