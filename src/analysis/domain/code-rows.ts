import type { Cells, Row, RowKind } from './analysis-table';

export interface CodeLabel {
  readonly code: string;
  readonly label: string;
}

export interface ListedCode extends CodeLabel {
  readonly kind: Extract<RowKind, 'listed' | 'unlisted'>;
}

const UNKNOWN = 'unknown';
const NOT_STATED = 'not_stated';
const KNOWN_LABELS: Readonly<Record<string, string>> = { [UNKNOWN]: '不明' };

/**
 * The rows of a table: every code of the list in force, ticked or not, then codes that only the data knows.
 * Nothing that was counted is dropped (domain rules 28, 29).
 */
export function listCodes(inForce: readonly CodeLabel[], counted: Iterable<string>): ListedCode[] {
  const known = new Set(inForce.map(({ code }) => code));
  const surprises = [...new Set(counted)].filter((code) => !known.has(code)).toSorted(byCode);
  return [
    ...inForce.map(({ code, label }): ListedCode => ({ code, label, kind: 'listed' })),
    ...surprises.map((code): ListedCode => ({ code, label: KNOWN_LABELS[code] ?? code, kind: 'unlisted' })),
  ];
}

export function isKnown(code: string): boolean {
  return code !== UNKNOWN && code !== NOT_STATED;
}

/** Adds up what `valueOf` gives, by key. */
export function tally<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  valueOf: (item: Item) => number,
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const item of items) sums.set(keyOf(item), (sums.get(keyOf(item)) ?? 0) + valueOf(item));
  return sums;
}

export function total(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

export function subtotal(code: string, label: string, values: Cells): Row {
  return { code, label, kind: 'subtotal', values };
}

/** Says so when the parts of a table are not its base; the figures stay as counted (domain rule 33). */
export function noteDifference(what: string, sum: number, expected: number): string[] {
  return sum === expected ? [] : [`${what}の合計 ${sum} は母数 ${expected} と一致しません。`];
}

/** Names the codes that the code list in force does not have. */
export function noteUnlisted(rows: readonly Pick<Row, 'kind' | 'label'>[]): string[] {
  const labels = rows.filter(({ kind }) => kind === 'unlisted').map(({ label }) => label);
  return labels.length === 0 ? [] : [`この期の区分にない値があります：${labels.join('、')}`];
}

function byCode(a: string, b: string): number {
  return a < b ? -1 : 1;
}
