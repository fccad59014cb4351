import { type Page, readCursor } from '../platform/http/page';

/** A list that is computed anew for each page: the cursor is a place in its fixed order. */
export function pageOfList<Item>(
  list: readonly Item[],
  query: { readonly limit: number; readonly cursor?: string },
): Page<Item> {
  const cursor = readCursor(query.cursor, [(value) => /^\d{1,9}$/.test(value)]);
  const start = Number(cursor?.[0] ?? 0);
  const end = start + query.limit;
  return {
    items: list.slice(start, end),
    nextCursor: end < list.length ? Buffer.from(JSON.stringify([String(end)])).toString('base64url') : null,
  };
}
