import { rows, type Tx } from '../platform/database/sql';
import { isUuid, type Page, type PageQuery, readCursor, toPage } from '../platform/http/page';

/** A page of what `select` gives, which has a name and an id, in the order of names. */
export async function pageByName<Row extends { readonly name: string; readonly id: string }>(
  tx: Tx,
  select: string,
  query: PageQuery,
): Promise<Page<Row>> {
  const cursor = readCursor(query.cursor, [(name) => name.length > 0, isUuid]);
  const found = await rows<Row>(
    tx,
    `SELECT entry.* FROM (${select}) AS entry
     WHERE $1::text IS NULL OR (entry.name, entry.id) > ($1, $2::uuid) ORDER BY entry.name, entry.id LIMIT $3`,
    [cursor?.[0] ?? null, cursor?.[1] ?? null, query.limit + 1],
  );
  return toPage(
    found,
    query.limit,
    ({ name, id }) => [name, id],
    (row) => row,
  );
}
