import { HIRAGANA, KANJI, KATAKANA } from './characters';
import { findBuildings } from './find-buildings';
import type { Candidate } from './finding';
import { KANA_MUNICIPALITY, PREFECTURE } from './places';

const NUMBER = '[0-9〇一二三四五六七八九十百]{1,5}';
const PARTS = [
  `${NUMBER}丁目(?: ?${NUMBER}(?:番地?|号)?(?:(?:の|[-ー] ?)?${NUMBER}号?){0,3})?`,
  `${NUMBER}番地?(?:の|[-ー])?(?:${NUMBER}(?:号|[-ー]${NUMBER})?)?`,
  `[0-9]{1,4}(?:[-ー][0-9]{1,4}){1,4}号?`,
  `[0-9]{1,4}(?:の[0-9]{1,4}){1,3}号?`,
  `(?<=字[${KANJI}]{1,6})[0-9]{1,5}`,
];
const BLOCK = new RegExp(PARTS.join('|'), 'g');
const DATE = /^(?:19|20)\d\d-\d{1,2}-\d{1,2}$/;
const COUNTED_AFTER =
  /^ ?(?:円|万|千|人|名|件|回|歩|個|枚|点|位|年|か月|ヶ月|月|日|時|分|秒|歳|才|割|倍|杯|本|錠|窓口|線|目|組|手|乗り|台|mg|ml|cc|kg|km|cm|kcal|%)/i;
const MUNICIPALITY = new RegExp(`${KANA_MUNICIPALITY}|[${KANJI}]{1,6}?[市郡区町村]`, 'g');
const NOT_PART_OF_A_NAME =
  /^(?:現在|住所|現住所|住居|所在地|自宅|実家|以前|本人|今|元|父|母|夫|妻|兄|姉|弟|妹|昨年|先月|当時|転居先|引越先)/;
const TOWN = new RegExp(`^[${KANJI}${HIRAGANA}${KATAKANA}0-9 ]{0,16}$`);
const NOT_A_TOWN =
  /^(?:で|に(?!し)|から|へ|を|は(?!る)|が|と|の|も|や|より|内で|内の|内に|役所|役場|民|長|議|立|出身|在住)|を|から|まで|です|ます|した|って|ない|いる/;
const TOWN_BEFORE = new RegExp(`(?:大字|字)?[${KANJI}]{2,6}[${KATAKANA}]{0,6}$|[${KATAKANA}]{2,6}$`);
const NOT_A_PLACE = /(?:同|何|隣|角|裏|丁目|階|番|第)$/;
const LIVED_IN = /^(?:の(?:自宅|家|実家|アパート|マンション|団地|部屋)|に(?:住|在住|居住|転居|引っ?越)|在住)/;
const LABEL_BEFORE = new RegExp(
  `(?:住所|現住所|所在地|自宅|実家|転居先|住まい)(?:は|が|:|、| ){1,2}([${KANJI}${HIRAGANA}${KATAKANA}]{1,10})$`,
);
const FAR_BACK = 36;
const BREAK = /[\n。、,:;!?「」『』()〒/]/;
const WITH_PREFECTURE = new RegExp(PREFECTURE);
const REASON = '住所と読める文字です（地名と番地など）。';

/** Addresses: a place and its block number, or a named building and its room. A prefecture or city alone is none. */
export function findAddresses(folded: string): Candidate[] {
  const blocks = [...folded.matchAll(BLOCK)].flatMap((block) => {
    const until = block.index + block[0].length;
    if (DATE.test(block[0]) || COUNTED_AFTER.test(folded.slice(until, until + 4))) return [];
    const from = startOfAddress(folded, block.index, block[0]);
    return from === null ? [] : [address(from, until)];
  });
  return joinNeighbours(folded, [
    ...blocks,
    ...findBuildings(folded).map((span) => address(span.from, span.until)),
  ]);
}

function address(from: number, until: number): Candidate {
  return { kind: 'address', from, until, reason: REASON, certainty: 78 };
}

function startOfAddress(folded: string, until: number, block: string): number | null {
  let start = until;
  while (start > 0 && until - start < FAR_BACK && !BREAK.test(folded.charAt(start - 1))) start -= 1;
  const before = folded.slice(start, until);
  const municipal = startOfMunicipality(before);
  if (municipal !== null && !(isWeak(block) && TOWN_BEFORE.exec(before) === null)) return start + municipal;
  const town = startOfTown(folded, before, block, until);
  return town === null ? null : start + town;
}

/** 番 alone is also the number of a window or a queue, d-d also a score. */
function isWeak(block: string): boolean {
  return !/丁目|番地|号|\d[-ー]\d+[-ー]/.test(block);
}

/** A prefecture with what follows it, or the first municipality from which only the names of towns lead to the block. */
function startOfMunicipality(before: string): number | null {
  if (!/[都道府県市郡区町村]/.test(before)) return null;
  const prefecture = WITH_PREFECTURE.exec(before);
  if (prefecture) {
    const rest = before.slice(prefecture.index + prefecture[0].length).trimStart();
    if (rest.length >= 2 && isTown(rest)) return prefecture.index;
  }
  for (const found of before.matchAll(MUNICIPALITY)) {
    if (!isTown(before.slice(found.index + found[0].length))) continue;
    const name = found[0].replace(NOT_PART_OF_A_NAME, '');
    if (name.length >= 2) return found.index + found[0].length - name.length;
  }
  return null;
}

function isTown(rest: string): boolean {
  return TOWN.test(rest) && !NOT_A_TOWN.test(rest);
}

/** Without a municipality: a town and a full block, or a label before it. */
function startOfTown(folded: string, before: string, block: string, until: number): number | null {
  const labelled = LABEL_BEFORE.exec(folded.slice(Math.max(0, until - 18), until));
  if (labelled) return before.length - (labelled[1] ?? '').length;
  const town = TOWN_BEFORE.exec(before);
  if (!town || NOT_A_PLACE.test(town[0])) return null;
  const after = folded.slice(until + block.length, until + block.length + 8);
  const full = /丁目.*[0-9〇一二三四五六七八九十]|番地/.test(block);
  const oneStreet = block.endsWith('丁目') && LIVED_IN.test(after);
  const inATown = /[町村台丘]$/.test(town[0]) && /\d[-ー]\d+[-ー]\d/.test(block);
  return full || oneStreet || inATown ? town.index : null;
}

/** A block and the building after it are one address. */
function joinNeighbours(folded: string, found: readonly Candidate[]): Candidate[] {
  const joined: Candidate[] = [];
  for (const next of found.toSorted((one, other) => one.from - other.from || other.until - one.until)) {
    const last = joined.at(-1);
    if (last && (next.from <= last.until || /^ $/.test(folded.slice(last.until, next.from)))) {
      joined[joined.length - 1] = { ...last, until: Math.max(last.until, next.until) };
    } else {
      joined.push(next);
    }
  }
  return joined;
}
