import { findAccounts } from './find-accounts';
import { findAddresses } from './find-addresses';
import { findEmails } from './find-emails';
import { findInstitutions } from './find-institutions';
import { findNames } from './find-names';
import { findNumbers } from './find-numbers';
import { findPhones } from './find-phones';
import { findPostalCodes } from './find-postal-codes';
import type { Candidate, Finding } from './finding';
import { foldText } from './fold-text';
import { widenToGraphemes } from './grapheme-bounds';

const RULES = [
  findEmails,
  findAccounts,
  findNumbers,
  findPhones,
  findPostalCodes,
  findAddresses,
  findInstitutions,
  findNames,
];

/**
 * Points out what may say who somebody is, in the order of the text and without overlaps. It only reads: a person decides
 * what is masked. Rules and lists instead of a morphological analyser, whose dictionary alone is over 20 MB to download, and
 * which still would not know a phone number from an amount.
 */
export function findPersonalData(text: string): readonly Finding[] {
  const folded = foldText(text);
  const placed = RULES.flatMap((rule) => rule(folded.text)).map((candidate) => {
    const from = folded.starts[candidate.from] ?? 0;
    const until = folded.ends[candidate.until - 1] ?? from;
    return { ...candidate, ...widenToGraphemes(text, from, until) };
  });
  return withoutOverlaps(placed).map(({ kind, from, until, reason }) => ({
    kind,
    from,
    until,
    text: text.slice(from, until),
    reason,
  }));
}

/** The more certain candidate stands, then the longer, then the earlier. */
function withoutOverlaps(candidates: readonly Candidate[]): Candidate[] {
  const ranked = candidates.toSorted(
    (one, other) =>
      other.certainty - one.certainty ||
      other.until - other.from - (one.until - one.from) ||
      one.from - other.from,
  );
  const taken = new Set<number>();
  const standing = ranked.filter(({ from, until }) => {
    for (let index = from; index < until; index += 1) if (taken.has(index)) return false;
    for (let index = from; index < until; index += 1) taken.add(index);
    return from < until;
  });
  return standing.toSorted((one, other) => one.from - other.from);
}
