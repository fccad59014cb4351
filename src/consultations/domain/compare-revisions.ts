import { escapePointer } from '../../shared/json-pointer';
import { canonicalJson } from '../../shared/canonical-json';

/** What two revisions of a sheet are compared by. */
export interface ComparedRevision {
  /** Channel, times and call, by their names in the API. */
  readonly frame: Readonly<Record<string, unknown>>;
  readonly answers: Readonly<Record<string, unknown>>;
}

/** One field that is not the same. `null` is an answer; what is absent was not answered. */
export interface RevisionChange {
  /** RFC 6901 pointer into the sheet. */
  readonly pointer: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Field by field, first the frame, then the answers in the order of the older sheet with new ones after. */
export function compareRevisions(before: ComparedRevision, after: ComparedRevision): RevisionChange[] {
  return [
    ...compareParts('', before.frame, after.frame),
    ...compareParts('/answers', before.answers, after.answers),
  ];
}

type Part = Readonly<Record<string, unknown>>;

function compareParts(parent: string, before: Part, after: Part): RevisionChange[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key): RevisionChange[] => {
    const pointer = `${parent}/${escapePointer(key)}`;
    if (!Object.hasOwn(before, key)) return [{ pointer, kind: 'added', after: after[key] }];
    if (!Object.hasOwn(after, key)) return [{ pointer, kind: 'removed', before: before[key] }];
    if (same(before[key], after[key])) return [];
    return [{ pointer, kind: 'changed', before: before[key], after: after[key] }];
  });
}

function same(a: unknown, b: unknown): boolean {
  return canonicalJson({ value: a }) === canonicalJson({ value: b });
}
