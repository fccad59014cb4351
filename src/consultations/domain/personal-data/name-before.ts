import { KANJI, runStart, scriptAt } from './characters';
import { isGivenName, isGivenNameInKana, looksLikeAGivenName } from './given-names';
import { isLatinWord, isNoChildInHiragana, isRoleInKanji, isRoleInKatakana } from './not-names';
import { beginsASurname, isOnlyASurname, isSurname, isSurnameInKana, LONGEST_SURNAME } from './surnames';

/** `listed`: names on the lists only; `any`: whatever is no role; `child`: also any short word in hiragana (ゆいちゃん). */
export type Reading = 'listed' | 'any' | 'child';

const LONGEST_RUN = 8;
const LONGEST_FULL_NAME = 6;
const LONGEST_FOREIGN_NAME = 20;

/** Where the name that ends at `until` begins; null when what stands there names nobody. */
export function startOfNameBefore(folded: string, until: number, reading: Reading): number | null {
  switch (scriptAt(folded, until - 1)) {
    case 'kanji':
      return inKanji(folded, until, reading);
    case 'katakana':
      return inKatakana(folded, until, reading);
    case 'hiragana':
      return inHiragana(folded, until, reading);
    case 'latin':
      return reading === 'listed' ? null : inLatin(folded, until);
    case 'none':
      return null;
  }
}

/** How much of the end of a run is a surname with a given name; 0 when none is. */
export function fullNameAtEnd(run: string): number {
  for (let length = Math.min(LONGEST_FULL_NAME, run.length); length >= 3; length -= 1) {
    if (!beginsASurname(run.charAt(run.length - length))) continue;
    const part = run.slice(-length);
    const whole = part === run;
    for (let cut = whole ? 1 : 2; cut <= LONGEST_SURNAME && cut < length; cut += 1) {
      const [surname, given] = [part.slice(0, cut), part.slice(cut)];
      if (isSurname(surname) && (isGivenName(given) || (whole && cut > 1 && looksLikeAGivenName(given))))
        return length;
    }
  }
  return 0;
}

function inKanji(folded: string, until: number, reading: Reading): number | null {
  const start = runStart(folded, until, LONGEST_RUN);
  const run = folded.slice(start, until);
  const known = fullNameAtEnd(run) || knownAtEnd(run, isSurname);
  if (known > 0) return until - known;
  const given = knownAtEnd(run, isGivenName);
  if (given > 0) return withSurnameBefore(folded, until - given);
  if (reading === 'listed' || run.length > 4 || isRoleInKanji(run)) return null;
  if (/[おご〇○◯△□●▲■×]/.test(folded.charAt(start - 1))) return null;
  // A single kanji is too little, unless it ends 一ノ瀬 or 八ッ橋.
  const joined = new RegExp(`[${KANJI}][ノツッ]$`).test(folded.slice(Math.max(0, start - 2), start));
  if (joined) return start - 2;
  return run.length >= 2 ? withSurnameBefore(folded, start) : null;
}

/** One kanji is a name only where it stands alone: 東さん, but not 関東さん. */
function knownAtEnd(run: string, isKnown: (part: string) => boolean): number {
  for (let length = Math.min(LONGEST_SURNAME, run.length); length >= 1; length -= 1) {
    if ((length > 1 || run.length === 1) && isKnown(run.slice(-length))) return length;
  }
  return 0;
}

/** 中村 健一: a given name takes in the surname before it. */
function withSurnameBefore(folded: string, start: number): number {
  const until = /[ ・]/.test(folded.charAt(start - 1)) ? start - 1 : start;
  switch (scriptAt(folded, until - 1)) {
    case 'kanji': {
      const run = folded.slice(runStart(folded, until, LONGEST_RUN), until);
      const surname = knownAtEnd(run, isSurname);
      return surname > 0 ? until - surname : start;
    }
    case 'katakana':
    case 'hiragana': {
      const from = runStart(folded, until, LONGEST_RUN);
      return isSurnameInKana(folded.slice(from, until)) ? from : start;
    }
    default:
      return start;
  }
}

function inKatakana(folded: string, until: number, reading: Reading): number | null {
  let start = until;
  while (start > 0 && until - start < LONGEST_FOREIGN_NAME && isKatakanaOrDot(folded, start - 1)) start -= 1;
  while (folded.charAt(start) === '・') start += 1;
  const run = folded.slice(start, until);
  if (isSurnameInKana(run)) return start;
  if (isGivenNameInKana(run)) return withSurnameBefore(folded, start);
  return reading !== 'listed' && run.length >= 2 && !isRoleInKatakana(run)
    ? withSurnameBefore(folded, start)
    : null;
}

function isKatakanaOrDot(folded: string, index: number): boolean {
  return folded.charAt(index) === '・' || scriptAt(folded, index) === 'katakana';
}

function inHiragana(folded: string, until: number, reading: Reading): number | null {
  const start = runStart(folded, until, LONGEST_RUN);
  for (let length = Math.min(6, until - start); length >= 2; length -= 1) {
    const from = until - length;
    const part = folded.slice(from, until);
    if (!standsApart(folded, from, length)) continue;
    if (isSurnameInKana(part)) return from;
    if (isGivenNameInKana(part)) return withSurnameBefore(folded, from);
  }
  const whole = folded.slice(start, until);
  const child = reading === 'child' && whole.length >= 2 && whole.length <= 4 && !isNoChildInHiragana(whole);
  return child ? start : null;
}

/** Within hiragana only a particle tells where a name begins, and beside two kana only の is enough. */
function standsApart(folded: string, from: number, length: number): boolean {
  if (scriptAt(folded, from - 1) !== 'hiragana') return true;
  const before = folded.charAt(from - 1);
  return length >= 3 ? /[はがのをにともでや]/.test(before) || surnameEndsAt(folded, from) : before === 'の';
}

function surnameEndsAt(folded: string, until: number): boolean {
  return isSurnameInKana(folded.slice(runStart(folded, until, LONGEST_RUN), until));
}

function inLatin(folded: string, until: number): number | null {
  const found = /(?<![A-Za-z])[A-Z][a-z]{2,11}(?: [A-Z][a-z]{2,11})?$/.exec(
    folded.slice(Math.max(0, until - 25), until),
  );
  return found && !isLatinWord(found[0]) ? until - found[0].length : null;
}

/** A title follows a surname that is nothing else: 佐藤課長, but not 中野区長. */
export function startOfSurnameBefore(folded: string, until: number): number | null {
  const run = folded.slice(runStart(folded, until, LONGEST_RUN), until);
  const length = fullNameAtEnd(run) || knownAtEnd(run, isOnlyASurname);
  return length >= 2 ? until - length : null;
}
