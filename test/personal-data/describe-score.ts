import { precision, recall, type Score, type Tally } from './score';

const KINDS = ['phone', 'email', 'address', 'postal_code', 'name', 'other_id'];

/** The table of figures of one half, as `docs/personal-data-pointer.md` has it. */
export function describeScore(score: Score): string {
  const rows = [...score.byKind].toSorted(([one], [other]) => KINDS.indexOf(one) - KINDS.indexOf(other));
  return [
    '| Kind | Marks | Found | Recall | Findings | Right | Precision | Exact span |',
    '|---|---|---|---|---|---|---|---|',
    ...[...rows, ['overall', score.overall] as const].map(([kind, tally]) => describeTally(kind, tally)),
  ].join('\n');
}

function describeTally(kind: string, tally: Tally): string {
  const cells = [
    ...[kind, tally.marks, tally.marksFound, percent(recall(tally))],
    ...[tally.findings, tally.findingsRight, percent(precision(tally)), tally.exact],
  ];
  return `| ${cells.join(' | ')} |`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
