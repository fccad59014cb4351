import type { Candidate } from './finding';

const LABELLED =
  /(?:マイナンバー|個人番号|年金番号|免許証?番号|パスポート番号|旅券番号|保険証番号|被保険者証?番号|診察券番号|患者番号|患者ID|学籍番号|社員番号|受験番号|在留カード番号|口座番号|カード番号|手帳番号|会員番号)(?:は|が|の|:|=|、| |「){0,3}([A-Za-z0-9](?:[A-Za-z0-9]|[ -](?=[A-Za-z0-9])){2,24})/g;
const LONG_NUMBER = /(?<![\d-])(?:\d{4}([ -])\d{4}\1\d{4}(?:\1\d{4})?|\d{12}|\d{16})(?![\d-])/g;
const TIMESTAMP = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[0-4]\d[0-5]\d$/;
const CASE_NUMBER_BEFORE =
  /(?:受付|記録|整理|呼|管理|伝票|案件|注文|追跡|問い?合わ?せ)(?:番号|ID|No\.?)[ :はが]{0,2}$/;
const BANK =
  /(?:記号(?:は|:)? ?\d{5} ?[-、]?(?:と|の)? ?番号(?:は|:)? ?\d{6,8}|(?:普通|当座|貯蓄)(?:預金)?(?:口座)?(?:番号)?(?:は|の|:)? ?(?:No\.?)?\d{7})(?![\d円,])/g;
const PLATE =
  /(?:[一-龠]{1,4}|[ぁ-ん]{2,4}) ?(?:\d{3}|\d{2}[A-Z]|\d[A-Z]{2}|\d{2}(?= [ぁ-ん] )) ?[ぁ-ん] ?(?:\d{2}-\d{2}|[・.]{1,3} ?\d{1,3}|\d{4})(?!\d)/g;
const NUMERAL = '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})';
const YEAR = `(?:(?:大正|昭和|平成|令和|(?<![A-Za-z])[TSHR]) ?(?:元|${NUMERAL})|(?:19|20)\\d\\d)`;
const DAY = new RegExp(
  `(?:西暦)?${YEAR} ?[年./-] ?${NUMERAL} ?[月./-] ?${NUMERAL}日?|(?:19|20)\\d{6}(?!\\d)`,
  'g',
);
const BORN_BEFORE = /(?:生年月日|誕生日|生まれ|DOB)(?:は|が|も|:|、| ){0,2}$/;
const BORN_AFTER = /^ ?(?:\([^()\n]{1,8}\))? ?(?:に?(?:生まれ|うまれ|産まれ|誕生)|生(?=[。、,) の]|$))/;

/** Numbers that belong to one person: documents, accounts, cards, plates; and the day of birth. */
export function findNumbers(folded: string): Candidate[] {
  return [
    ...labelled(folded),
    ...longNumbers(folded),
    ...accounts(folded),
    ...plates(folded),
    ...birthdays(folded),
  ];
}

function candidate(from: number, length: number, certainty: number, reason: string): Candidate {
  return { kind: 'other_id', from, until: from + length, reason, certainty };
}

function labelled(folded: string): Candidate[] {
  return [...folded.matchAll(LABELLED)].flatMap((match) => {
    const [whole, number = ''] = match;
    if (number.replace(/\D/g, '').length < 4) return [];
    const from = match.index + whole.length - number.length;
    return [candidate(from, number.length, 84, '個人に付けられた番号と読める文字です。')];
  });
}

/** Twelve digits read as an individual number (番号法), sixteen as a payment card; a moment written in digits is neither. */
function longNumbers(folded: string): Candidate[] {
  return [...folded.matchAll(LONG_NUMBER)].flatMap((match) => {
    const digits = match[0].replace(/\D/g, '');
    const before = folded.slice(Math.max(0, match.index - 12), match.index);
    if (CASE_NUMBER_BEFORE.test(before)) return [];
    if (digits.length === 12) {
      if (TIMESTAMP.test(digits)) return [];
      return [candidate(match.index, match[0].length, 70, 'マイナンバーと読める12桁の数字です。')];
    }
    if (match[0].length === 16 && !passesLuhn(digits)) return [];
    return [candidate(match.index, match[0].length, 70, 'カード番号と読める16桁の数字です。')];
  });
}

/** ISO/IEC 7812-1, annex B. */
function passesLuhn(digits: string): boolean {
  const sum = digits.split('').reduceRight((total, digit, index) => {
    const value = Number(digit) * ((digits.length - index) % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

function accounts(folded: string): Candidate[] {
  return [...folded.matchAll(BANK)].map((match) =>
    candidate(match.index, match[0].length, 82, '銀行口座の番号と読める文字です。'),
  );
}

function plates(folded: string): Candidate[] {
  return [...folded.matchAll(PLATE)].map((match) =>
    candidate(match.index, match[0].length, 75, '車のナンバーと読める文字です。'),
  );
}

function birthdays(folded: string): Candidate[] {
  return [...folded.matchAll(DAY)].flatMap((match) => {
    const until = match.index + match[0].length;
    const born =
      BORN_BEFORE.test(folded.slice(Math.max(0, match.index - 8), match.index)) ||
      BORN_AFTER.test(folded.slice(until, until + 16));
    return born ? [candidate(match.index, match[0].length, 75, '生年月日と読める日付です。')] : [];
  });
}
