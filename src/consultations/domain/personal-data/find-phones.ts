import { withAsciiDigits } from './characters';
import type { Candidate } from './finding';

interface DigitGroup {
  readonly from: number;
  readonly until: number;
  readonly digits: string;
}

const SEPARATOR = /^[ \-ー().・/の]{1,3}$/;
const MOST_GROUPS = 11;
const SHORTEST = 8;
const LONGEST = 15;
const OVERSEAS = /^[1-9]\d{7,14}$/;
/** Written in full, or as 0 + area code with a last group of four (総務省 電気通信番号計画). */
const MOBILE = /^0(?:[2679]0\d|80[1-9]|50[1-9])\d{7}$/;
const LANDLINE = /^0[1-9]\d{8}$/;
/** Free, shared-cost and premium numbers (0120, 0180, 0570, 0990) belong to nobody; 0x0 has eleven digits. */
const NOT_A_LANDLINE = /^0(?:120|180|570|990|[5-9]0)/;
/** Published numbers of lines for suicide prevention that have an area code. */
const PUBLIC_LINES: ReadonlySet<string> = new Set([
  '0332644343',
  '0352869090',
  '0357740992',
  '0662604343',
  '0423274343',
]);
const CASE_NUMBER_BEFORE =
  /(?:受付|記録|整理|呼|管理|伝票|案件|注文|追跡|問い?合わ?せ)(?:番号|ID|No\.?)[ :はが]{0,2}$/;
const PHONE_BEFORE = /(?:電話|携帯|TEL|tel|Tel)(?:番号)?[ :はがも、]{0,3}$/;

/** Phone numbers of people in every notation; numbers everybody may call are not personal data. */
export function findPhones(folded: string): Candidate[] {
  const view = withAsciiDigits(folded);
  const found: Candidate[] = [];
  const groups = digitGroups(view);
  for (let first = 0; first < groups.length; first += 1) {
    const last = lastGroupOfPhone(view, folded, groups, first);
    if (last === null) continue;
    found.push({
      kind: 'phone',
      ...span(view, groups, first, last),
      reason: '電話番号と読める数字です。',
      certainty: 80,
    });
    first = last;
  }
  return found;
}

function digitGroups(view: string): DigitGroup[] {
  return [...view.matchAll(/\d+/g)].map((match) => ({
    from: match.index,
    until: match.index + match[0].length,
    digits: match[0],
  }));
}

function lastGroupOfPhone(
  view: string,
  folded: string,
  groups: readonly DigitGroup[],
  first: number,
): number | null {
  const start = groups[first];
  if (!start || continuesANumber(view, groups, first)) return null;
  const before = view.slice(Math.max(0, start.from - 16), start.from);
  const abroad = /(?<![A-Za-z0-9])\+$/.test(before);
  if (!abroad && !start.digits.startsWith('0'))
    return isLocal(view, groups, first, before) ? first + 1 : null;
  if (CASE_NUMBER_BEFORE.test(before)) return null;
  let digits = '';
  let last: number | null = null;
  for (let index = first; index < groups.length && index < first + MOST_GROUPS; index += 1) {
    const group = groups[index];
    if (!group || (index > first && !joined(view, groups[index - 1], group))) break;
    digits += group.digits;
    if (digits.length > LONGEST) break;
    if (digits.length < SHORTEST) continue;
    const parts = groups.slice(first, index + 1);
    if (abroad ? isInternational(digits) : isNational(digits, parts))
      last = isBlank(folded, parts) ? null : index;
  }
  return last;
}

/** Without an area code only a word before it tells a phone number from a range. */
function isLocal(view: string, groups: readonly DigitGroup[], first: number, before: string): boolean {
  const [start, end] = [groups[first], groups[first + 1]];
  if (!start || !end || !PHONE_BEFORE.test(before)) return false;
  return /^\d{2,4}$/.test(start.digits) && /^\d{4}$/.test(end.digits) && joined(view, start, end);
}

/** 20241231-0312345678 is one long number, not a phone number after a date. */
function continuesANumber(view: string, groups: readonly DigitGroup[], first: number): boolean {
  const [before, start] = [groups[first - 1], groups[first]];
  return before !== undefined && start !== undefined && /^[-.]$/.test(view.slice(before.until, start.from));
}

function joined(view: string, before: DigitGroup | undefined, after: DigitGroup): boolean {
  return (
    before !== undefined && SEPARATOR.test(view.slice(before.until, Math.min(after.from, before.until + 4)))
  );
}

/** 090-〇〇〇〇-〇〇〇〇 has been blanked already. */
function isBlank(folded: string, groups: readonly DigitGroup[]): boolean {
  return groups.some(({ from, until }) => until - from >= 3 && /^[〇○◯]+$/.test(folded.slice(from, until)));
}

function isInternational(digits: string): boolean {
  if (!digits.startsWith('81')) return OVERSEAS.test(digits);
  const national = `0${digits.slice(2).replace(/^0/, '')}`;
  return MOBILE.test(national) || isPrivateLandline(national);
}

function isNational(digits: string, groups: readonly DigitGroup[]): boolean {
  const [first] = groups;
  const last = groups.at(-1);
  if (!first || !last) return false;
  const prefixed = /^(?:010|00)(?=81)/.exec(digits);
  if (prefixed) return isInternational(digits.slice(prefixed[0].length));
  const oneByOne = groups.every((group) => group.digits.length === 1);
  if (MOBILE.test(digits)) return first.digits.length >= 3 || oneByOne;
  if (!isPrivateLandline(digits)) return false;
  const usual = groups.length <= 4 && first.digits.length >= 2 && last.digits.length === 4;
  return groups.length === 1 || oneByOne || usual;
}

function isPrivateLandline(digits: string): boolean {
  return LANDLINE.test(digits) && !NOT_A_LANDLINE.test(digits) && !PUBLIC_LINES.has(digits);
}

/** Takes + and the brackets around an area code into the span. */
function span(
  view: string,
  groups: readonly DigitGroup[],
  first: number,
  last: number,
): { from: number; until: number } {
  const from = groups[first]?.from ?? 0;
  const until = groups[last]?.until ?? from;
  const opened = view.charAt(from - 1) === '(' && view.slice(from, until).includes(')');
  return { from: opened || view.charAt(from - 1) === '+' ? from - 1 : from, until };
}
