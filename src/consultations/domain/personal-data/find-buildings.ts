import { HIRAGANA, KANJI, KATAKANA, matchAt, nameStart, runStart, scriptAt } from './characters';

const BUILDING =
  /レオパレス|レジデンス|マンション|アパート|コーポ(?:ラス)?|ハイツ|ハイム|メゾン|パレス|コート|ヒルズ|タワー|ハウス|シャトー|ヴィラ|カーサ|ビル|団地|住宅|荘|寮|館/g;
const GENERIC_BEFORE =
  /^(?:病院|会社|自宅|実家|同じ|隣|賃貸|木造|分譲|高層|公営|市営|県営|都営|町営|村営|社会|女子|男子|学生|独身|社員|仮設|集合|一戸建て|戸建て|ワンルーム|ビジネス|高級|老朽|区営|府営|道営|本|旧|新|別|分|東|西|南|北|会|図書|体育|映画|博物|美術|公民|旅)$/;
const PARTICLE_AT_END = /[はがをにとものでへやなたい]$/;
const NAME_AFTER = new RegExp(
  `(?!の|に|で|は|が|を|へ|と|も|や)[${KANJI}${HIRAGANA}${KATAKANA}A-Za-z・]{1,12}?(?= ?[A-Z]?-?\\d)`,
  'y',
);
const ROOM = / ?(?:([A-Z]|\d{1,2}号?)?棟 ?)?[A-Z]?-?(\d{1,4})(号室|号)?/y;
const COUNTED = /^ ?[\d.,]|^ ?(?:円|万|千|人|名|戸|世帯|年|月|日|時|分|階|棟|部屋|室|件|m|平米|坪|%)/i;
const LONGEST_NAME = 12;

interface Span {
  readonly from: number;
  readonly until: number;
}

/** Named apartment houses with a room number: コーポさくら102, みどり荘B棟205. */
export function findBuildings(folded: string): Span[] {
  return [...folded.matchAll(BUILDING)].flatMap((building) => {
    const end = building.index + building[0].length;
    const from = startOfName(folded, building.index);
    const nameAfter = matchAt(NAME_AFTER, folded, end + (folded.charAt(end) === ' ' ? 1 : 0))?.[0] ?? '';
    const nameEnd = nameAfter === '' ? end : folded.indexOf(nameAfter, end) + nameAfter.length;
    const room = matchAt(ROOM, folded, nameEnd);
    if (!room || (nameAfter.length < 2 && !isName(folded.slice(from, building.index)))) return [];
    const until = nameEnd + room[0].length;
    const [, block, number = '', word] = room;
    if (COUNTED.test(folded.slice(until, until + 3))) return [];
    return word !== undefined || block !== undefined || number.length >= 3 ? [{ from, until }] : [];
  });
}

/** The name before the word: one run of kanji, katakana and letters, or one of hiragana (みどり荘). */
function startOfName(folded: string, until: number): number {
  return scriptAt(folded, until - 1) === 'hiragana'
    ? runStart(folded, until, 6)
    : nameStart(folded, until, LONGEST_NAME);
}

function isName(before: string): boolean {
  return before.length >= 2 && !GENERIC_BEFORE.test(before) && !PARTICLE_AT_END.test(before);
}
