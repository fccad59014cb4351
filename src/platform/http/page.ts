import { textFault } from '../../shared/text-fault';
import { parseTokyo } from '../../shared/tokyo-time';
import { malformedField } from '../validation/malformed';
import { PageSize, Text } from '../validation/fields';

/** Query of every list. */
export class PageQuery {
  @PageSize()
  limit = 50;

  @Text({ max: 512, optional: true, description: 'nextCursor of the page before' })
  cursor?: string;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

/**
 * Keyset paging: the cursor holds the sort values of the last row of the page before, so page 2000 costs what page 1 does.
 * Ask the database for `limit + 1` rows and give them here.
 */
export function toPage<Row, Item>(
  found: readonly Row[],
  limit: number,
  keyOf: (row: Row) => readonly string[],
  present: (row: Row) => Item,
): Page<Item> {
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const more = found.length > limit && last !== undefined;
  return {
    items: shown.map(present),
    nextCursor: more ? Buffer.from(JSON.stringify(keyOf(last))).toString('base64url') : null,
  };
}

/** The sort values in a cursor, or null on the first page. */
export function readCursor(
  cursor: string | undefined,
  checks: readonly ((value: string) => boolean)[],
): string[] | null {
  if (cursor === undefined) return null;
  const values = decode(cursor);
  const wellFormed = values.every((value) => textFault(value) === null);
  if (!wellFormed || values.length !== checks.length || !checks.every((check, i) => check(values[i] ?? ''))) {
    throw malformedField('/cursor', 'cursor', 'ページの続きの指定（cursor）が正しくありません。');
  }
  return values;
}

export const isUuid = (value: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(value);

export const isInstant = (value: string): boolean =>
  /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) && parseTokyo(value) !== null;

function decode(cursor: string): string[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : [];
  } catch {
    return [];
  }
}
