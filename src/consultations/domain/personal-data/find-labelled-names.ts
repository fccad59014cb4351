import { HIRAGANA, KANJI, KATAKANA, matchAt } from './characters';
import type { Candidate } from './finding';
import { standsForNoName } from './not-names';

const LABEL = /フルネーム|氏名|本名|実名|名前|フリガナ|ふりがな|患者名|相談者名|保護者名|担任名|担当者名/g;
const AFTER_LABEL = /(?:\([^()\n]{1,6}\))?(?:は|が|も|:|=|、| ){1,2}[「『]?/y;
const PART = `(?:[${KANJI}]{1,6}|[${KANJI}]{1,5}[${HIRAGANA}]{2,4}|[${KATAKANA}]{2,9}|[${HIRAGANA}]{2,7}|[A-Z][a-z]{1,11})`;
const NAME = new RegExp(
  `(${PART}(?:[ ・]${PART})?)(?=です|だ(?!け)|と(?:申|い[いうっ]|言|の|名乗)|さん|様|[。、,)」』/\\n ]|$)`,
  'y',
);
const LONGEST = 16;

/** 氏名：…, 名前は…です. What says that there is no name (不明, 言いたくない) is none. */
export function findLabelledNames(folded: string): Candidate[] {
  return [...folded.matchAll(LABEL)].flatMap((label) => {
    const begin = label.index + label[0].length;
    const lead = matchAt(AFTER_LABEL, folded, begin);
    if (!lead) return [];
    const from = begin + lead[0].length;
    const name = matchAt(NAME, folded, from)?.[1];
    if (name === undefined || name.length > LONGEST || standsForNoName(name)) return [];
    return [
      {
        kind: 'name' as const,
        from,
        until: from + name.length,
        reason: `「${label[0]}」の後にあり、人の名前と読めます。`,
        certainty: 54,
      },
    ];
  });
}
