import { Injectable } from '@nestjs/common';
import { notFound } from '../shared/domain-error';
import { type Page, type PageQuery, readCursor, toPage } from '../platform/http/page';
import { rows, type Tx } from '../platform/database/sql';
import { Organisation } from './organisation.entity';

@Injectable()
export class OrganisationsReader {
  /** By code, so that a roster and a table list the bodies in the same order. */
  async page(tx: Tx, query: PageQuery): Promise<Page<Organisation>> {
    const cursor = readCursor(query.cursor, [(code) => code.length > 0]);
    const found = await rows<Organisation>(
      tx,
      `SELECT o.id, o.code, o.name, o.kind, o.version, o.created_at AS "createdAt"
       FROM organisation AS o WHERE $1::text IS NULL OR o.code > $1 ORDER BY o.code LIMIT $2`,
      [cursor?.[0] ?? null, query.limit + 1],
    );
    return toPage(
      found,
      query.limit,
      (row) => [row.code],
      (row) => row,
    );
  }

  async byId(tx: Tx, id: string): Promise<Organisation> {
    const found = await tx.findOneBy(Organisation, { id });
    if (!found) throw notFound('団体');
    return found;
  }
}
