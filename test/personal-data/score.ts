import type { Finding } from '../../src/consultations/domain/personal-data/finding';
import { findPersonalData } from '../../src/consultations/domain/personal-data/find-personal-data';
import { type MarkedSpan, readMarkedPhrase } from './marked-phrase';

/** Counts of one kind. A mark is found by a finding of its kind that shares a character with it. */
export interface Tally {
  marks: number;
  marksFound: number;
  findings: number;
  findingsRight: number;
  exact: number;
}

export interface Score {
  readonly byKind: ReadonlyMap<string, Tally>;
  readonly overall: Tally;
  readonly missed: readonly string[];
  readonly falseAlarms: readonly string[];
}

export function scoreOf(list: readonly string[]): Score {
  const byKind = new Map<string, Tally>();
  const overall = emptyTally();
  const missed: string[] = [];
  const falseAlarms: string[] = [];
  for (const { text, spans } of list.map(readMarkedPhrase)) {
    const findings = findPersonalData(text);
    for (const mark of spans) {
      const found = findings.some((finding) => matches(mark, finding));
      const exact = findings.some(
        ({ kind, from, until }) => kind === mark.kind && from === mark.from && until === mark.until,
      );
      if (!found) missed.push(`${mark.kind}「${text.slice(mark.from, mark.until)}」 ${text}`);
      for (const tally of [overall, tallyOf(byKind, mark.kind)]) {
        tally.marks += 1;
        tally.marksFound += found ? 1 : 0;
        tally.exact += exact ? 1 : 0;
      }
    }
    for (const finding of findings) {
      const right = spans.some((mark) => matches(mark, finding));
      if (!right) falseAlarms.push(`${finding.kind}「${finding.text}」 ${text}`);
      for (const tally of [overall, tallyOf(byKind, finding.kind)]) {
        tally.findings += 1;
        tally.findingsRight += right ? 1 : 0;
      }
    }
  }
  return { byKind, overall, missed, falseAlarms };
}

export function precision(tally: Tally): number {
  return tally.findings === 0 ? 1 : tally.findingsRight / tally.findings;
}

export function recall(tally: Tally): number {
  return tally.marks === 0 ? 1 : tally.marksFound / tally.marks;
}

function matches(mark: MarkedSpan, finding: Finding): boolean {
  return mark.kind === finding.kind && mark.from < finding.until && finding.from < mark.until;
}

function emptyTally(): Tally {
  return { marks: 0, marksFound: 0, findings: 0, findingsRight: 0, exact: 0 };
}

function tallyOf(tallies: Map<string, Tally>, kind: string): Tally {
  const known = tallies.get(kind) ?? emptyTally();
  tallies.set(kind, known);
  return known;
}
