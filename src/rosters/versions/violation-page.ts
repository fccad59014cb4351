import { type Page, PageQuery, readCursor } from '../../platform/http/page';
import { OneOf } from '../../platform/validation/fields';
import type { ViolationView } from '../violations.dto';

const SHOWN = ['hard', 'weighted'] as const;

export class ViolationQuery extends PageQuery {
  @OneOf(SHOWN, { optional: true }) readonly strength?: (typeof SHOWN)[number];
}

/** Computed anew for each page: the cursor is a place in a list of a fixed order. */
export function toViolationPage(found: readonly ViolationView[], query: ViolationQuery): Page<ViolationView> {
  const cursor = readCursor(query.cursor, [(value) => /^\d{1,9}$/.test(value)]);
  const start = Number(cursor?.[0] ?? 0);
  const wanted = found.filter(({ strength }) => !query.strength || strength === query.strength);
  const end = start + query.limit;
  return {
    items: wanted.slice(start, end),
    nextCursor: end < wanted.length ? Buffer.from(JSON.stringify([String(end)])).toString('base64url') : null,
  };
}
