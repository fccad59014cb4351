import type { Cell } from '../../src/analysis/domain/analysis-table';
import { explainPrinted, type RoundingRule } from '../../src/analysis/domain/explain-printed';
import type { Mean, Ratio } from '../../src/analysis/domain/ratio';
import type { ServedTable } from './published-client';

/** One published cell that the analysis does not give, in the words a reader of the failure needs. */
export interface Disagreement {
  readonly fixture: string;
  readonly cell: string;
  readonly published: string;
  readonly ours: string;
}

/** A published figure and where the analysis has it. */
export interface Figure {
  readonly cell: string;
  readonly published: string;
  /** Null when it agrees, else what the analysis says instead. */
  readonly differsAs: string | null;
}

export function disagreements(fixture: string, figures: readonly Figure[]): Disagreement[] {
  return figures.flatMap(({ cell, published, differsAs }) =>
    differsAs === null ? [] : [{ fixture, cell, published, ours: differsAs }],
  );
}

/** `row.column` of a table, total rows included. */
export function cellOf(table: ServedTable, place: string): Cell | undefined {
  const [row = '', column = ''] = place.split('.');
  return [...table.rows, ...table.totals].find(({ code }) => code === row)?.values[column];
}

export function count(table: ServedTable, place: string, published: number): Figure {
  const ours = cellOf(table, place);
  return figure(table, place, String(published), ours === published ? null : show(ours));
}

interface PublishedRate {
  /** As printed, so that the number of decimals is kept. */
  readonly printed: string;
  /** Numerator and denominator, where both are published. */
  readonly of?: readonly [number, number];
  readonly rule: RoundingRule;
}

/**
 * A printed rate or quotient: our exact parts must be the published ones, and the printed text must follow from them by the
 * rule named. Our own printed value is rounded half-up, so it differs where the publisher cut off.
 */
export function rate(table: ServedTable, place: string, published: PublishedRate): Figure {
  const ours = cellOf(table, place);
  const text = `${published.of?.join('/') ?? ''} = ${published.printed} by ${published.rule}`;
  if (!isRatio(ours)) return figure(table, place, text, show(ours));
  const { numerator, denominator } = ours;
  const column = table.columns.find(({ key }) => key === place.split('.')[1]);
  const unit = column?.kind === 'quotient' ? 'quotient' : 'percent';
  const rules = explainPrinted({ numerator, denominator, printed: published.printed, unit })?.rules ?? [];
  const [publishedNumerator, publishedDenominator] = published.of ?? [numerator, denominator];
  const agrees =
    numerator === publishedNumerator &&
    denominator === publishedDenominator &&
    rules.includes(published.rule);
  return figure(
    table,
    place,
    text,
    agrees ? null : `${show(ours)}, explained by ${rules.join() || 'no rule'}`,
  );
}

/** A published mean, or only its total and how many it is over. */
export function mean(
  table: ServedTable,
  place: string,
  published: { readonly sum: number; readonly count: number; readonly printed?: string },
): Figure {
  const ours = cellOf(table, place);
  const expected = { printed: isMean(ours) ? ours.printed : null, ...published };
  return figure(table, place, show(expected), show(ours) === show(expected) ? null : show(ours));
}

/** What a cell of a table prints. */
export function printed(table: ServedTable, place: string): string | null {
  const ours = cellOf(table, place);
  return isRatio(ours) || isMean(ours) ? ours.printed : null;
}

function figure(table: ServedTable, place: string, published: string, differsAs: string | null): Figure {
  return { cell: `${table.table} ${place}`, published, differsAs };
}

export function isRatio(cell: Cell | undefined): cell is Ratio {
  return typeof cell === 'object' && cell !== null && 'numerator' in cell;
}

export function isMean(cell: Cell | undefined): cell is Mean {
  return typeof cell === 'object' && cell !== null && 'sum' in cell;
}

function show(cell: Cell | undefined): string {
  if (cell === undefined) return 'no such cell';
  if (isRatio(cell)) return `${cell.numerator}/${cell.denominator} = ${cell.printed}`;
  if (isMean(cell)) return `${cell.sum}/${cell.count} = ${cell.printed}`;
  return String(cell);
}
