import { withAsciiDigits } from './characters';
import type { Candidate } from './finding';

const LABELLED = /(?:〒|郵便番号(?:は|が|:|、| ){0,2}) ?(\d{3}(?: ?[-ー] ?| |の)?\d{4})(?!\d)/g;
const PLAIN = /(?<![\d.,-])\d{3}[-ー]\d{4}(?![\d-])/g;
const UNIT_AFTER =
  /^ ?(?:円|万|人|名|件|回|歩|個|枚|点|位|年|日|時間|分|秒|mg|ml|cc|g\b|kg|km|cm|m\b|kcal|Hz|ドル)/i;
const REASON = '郵便番号と読める数字です。';

/** Postal codes: with 〒 or the word in any notation, without it only as 000-0000. */
export function findPostalCodes(folded: string): Candidate[] {
  const view = withAsciiDigits(folded);
  const labelled = [...view.matchAll(LABELLED)].flatMap((match) => {
    const until = match.index + match[0].length;
    const digits = until - (match[1] ?? '').length;
    if (/^[〇○◯-]+$/.test(folded.slice(digits, until))) return [];
    return [candidate(match[0].startsWith('〒') ? match.index : digits, until, 70)];
  });
  const plain = [...folded.matchAll(PLAIN)].flatMap((match) => {
    const until = match.index + match[0].length;
    return UNIT_AFTER.test(folded.slice(until, until + 5)) ? [] : [candidate(match.index, until, 60)];
  });
  return [...labelled, ...plain];
}

function candidate(from: number, until: number, certainty: number): Candidate {
  return { kind: 'postal_code', from, until, reason: REASON, certainty };
}
