import { HIRAGANA, KANJI, KATAKANA, matchAt } from './characters';
import type { Candidate } from './finding';
import {
  isGivenNameInKana,
  isGivenNameOfARelative,
  isOnlyAGivenName,
  looksLikeAGivenName,
} from './given-names';
import { findLabelledNames } from './find-labelled-names';
import { fullNameAtEnd, type Reading, startOfNameBefore, startOfSurnameBefore } from './name-before';
import { isRoleInKanji } from './not-names';
import { isOnlyASurname, isSurname, isSurnameInKana, LONGEST_SURNAME } from './surnames';

const HONORIFIC =
  /お[ばじ](?:さん|ちゃん)|さん|さま|ちゃん|くん|先生|様|氏|君|殿|(?:サン|クン)(?![ァ-ヴー])/g;
const READINGS: Readonly<Record<string, Reading>> = {
  さん: 'any',
  先生: 'any',
  氏: 'any',
  様: 'any',
  ちゃん: 'child',
  くん: 'child',
};
/** さんざん, 様子, 氏名: the honorific is the beginning of another word. */
const ANOTHER_WORD =
  /^(?:さん(?:ざん|ぽ)|様[子々式相態変]|氏[名族神]|君[臨主が]|殿[下様]|先生方の|くん(?:だり|れ))/;
/** 模様, 同様, 多様. */
const NOT_SAMA = /[模同多異仕各有一]/;
/** 昨日ちゃんと, 水をくんで: after a name on the lists it is still an honorific. */
const MAYBE_ANOTHER_WORD = /^(?:ちゃんと|くんで|くんだ)/;
const TITLE =
  /課長|部長|係長|社長|店長|院長|校長|教頭|教授|主任|医師|弁護士|保健師|看護師|相談員|支援員|教諭|巡査|刑事|警部|選手|容疑者|先輩|後輩|コーチ|監督|夫妻|夫婦|家(?=[のにはがを])|宅(?=[のにはがへを])/g;
const INTRODUCTION =
  /と申(?:します|しまし|す)|という(?:者|人|男|女|子|名前|相談員|先生|医師|友人|友達|同僚|上司)|といいます(?!か)|と言います(?!か)|と名乗|(?:と|って)呼んで(?:くだ|下|ほし|欲し)/g;
const RUN = new RegExp(`[${KANJI}]+`, 'g');
const AFTER_A_NAME = /^(?:[がはをにともへの、。,() 」』\]/\n→=]|から|です|だ(?!け)|より|$)/;
const RELATIVE =
  /(?:長男|次男|三男|長女|次女|三女|娘|息子|[兄弟姉妹孫甥姪夫妻父母]|父親|母親|祖父|祖母|叔父|叔母|旦那|主人|いとこ|彼氏|彼女|恋人|交際相手|友人|友達|親友|同僚|上司|先輩|後輩|部下|幼なじみ)(?:の|・|\()/g;
const KANJI_ALONE = new RegExp(`[${KANJI}]{1,3}(?=[がはをにともへ、。)」\\n]|から|より|$)`, 'y');
const AFTER_A_FULL_NAME =
  /^(?:[^\u3041-\u3096]|[がはをにともへので]|から|や[^\u3041-\u3096]|だ(?!け)|さん|くん|ちゃん|$)/;
const GIVEN_IN_KANJI = new RegExp(`[ ・]([${KANJI}]{1,3})(?![${KANJI}])`, 'y');
const GIVEN_IN_HIRAGANA = / ?([\u3041-\u3096]{2,5})/y;
const FULL_NAME_IN_KANA =
  /([ァ-ヴー]{2,6})[ ・]([ァ-ヴー]{2,6})(?![ァ-ヴー])|([ぁ-ゖ]{2,6}) ([ぁ-ゖ]{2,5})(?![ぁ-ゖ])/g;
const QUOTED = new RegExp(
  `「([${KANJI}${HIRAGANA}${KATAKANA}]{2,8}?)(?:です|だよ|といいます|って呼んで)`,
  'g',
);
const PSEUDONYM_AFTER =
  /^(?:さん|くん|ちゃん|様|君|氏)?(?:という|との|の|は|、|[(「])? ?(?:仮名|仮の名|偽名|匿名)/;
const PSEUDONYM_BEFORE = /(?:仮名|仮の名前?|偽名)(?:は|を|が|で|として|:|、| )?[「『(]?$/;

/** Names of people: before an honorific, a title or an introduction, after a label, as full names, as surnames alone. */
export function findNames(folded: string): Candidate[] {
  return [
    ...addressed(folded),
    ...titled(folded),
    ...introduced(folded),
    ...findLabelledNames(folded),
    ...written(folded),
    ...writtenInKana(folded),
    ...ofRelatives(folded),
    ...quoted(folded),
  ].filter((found) => !isPseudonym(folded, found));
}

function candidate(from: number, until: number, reason: string, certainty: number): Candidate {
  return { kind: 'name', from, until, reason, certainty };
}

function addressed(folded: string): Candidate[] {
  return [...folded.matchAll(HONORIFIC)].flatMap((honorific) => {
    const after = folded.slice(honorific.index, honorific.index + 5);
    if (ANOTHER_WORD.test(after)) return [];
    const reading = MAYBE_ANOTHER_WORD.test(after) ? 'listed' : (READINGS[honorific[0]] ?? 'listed');
    if (honorific[0] === '様' && NOT_SAMA.test(folded.charAt(honorific.index - 1))) return [];
    const until = folded.charAt(honorific.index - 1) === ' ' ? honorific.index - 1 : honorific.index;
    const from = startOfNameBefore(folded, until, reading);
    return from === null
      ? []
      : [candidate(from, until, `「${honorific[0]}」の前にあり、人の名前と読めます。`, 55)];
  });
}

function titled(folded: string): Candidate[] {
  return [...folded.matchAll(TITLE)].flatMap((title) => {
    const from = startOfSurnameBefore(folded, title.index);
    return from === null ? [] : [candidate(from, title.index, '肩書きの前にあり、人の名前と読めます。', 52)];
  });
}

function introduced(folded: string): Candidate[] {
  return [...folded.matchAll(INTRODUCTION)].flatMap((words) => {
    const from = startOfNameBefore(folded, words.index, /申|者|呼/.test(words[0]) ? 'any' : 'listed');
    return from === null ? [] : [candidate(from, words.index, '名乗った名前と読めます。', 54)];
  });
}

/** Full names, and names alone that nothing but a role in front of them points out. */
function written(folded: string): Candidate[] {
  return [...folded.matchAll(RUN)].flatMap((run) => {
    const end = run.index + run[0].length;
    const full = fullNameAtEnd(run[0].slice(-8));
    if (full > 0) return [candidate(end - full, end, '姓と名と読めます。', 53)];
    const given = isSurname(run[0]) ? lengthOfGivenName(folded, end) : 0;
    if (given > 0) return [candidate(run.index, end + given, '姓と名と読めます。', 53)];
    const after = folded.slice(end, end + 3);
    const unlisted = fullNameWithUnlistedSurname(run[0]) && AFTER_A_NAME.test(after);
    if (unlisted) return [candidate(run.index, end, '姓と名と読めます。', 50)];
    const alone = AFTER_A_NAME.test(after) ? nameAlone(run[0]) : 0;
    return alone > 0 ? [candidate(end - alone, end, '人の名前と読めます。', 50)] : [];
  });
}

/** 佐藤, 担任田中, 長女美咲: how much of the end of a run is a name. */
function nameAlone(run: string): number {
  for (let length = Math.min(LONGEST_SURNAME, run.length); length >= 2; length -= 1) {
    const name = run.slice(-length);
    const before = run.slice(0, -length);
    if (!isOnlyASurname(name) && !isOnlyAGivenName(name)) continue;
    if (before === '' || (before.length <= 6 && isRoleInKanji(before))) return length;
  }
  return 0;
}

/** Four or five kanji that end in a given name and begin with no role. */
function fullNameWithUnlistedSurname(run: string): boolean {
  return [2, 3].some((length) => {
    const surname = run.slice(0, -length);
    return /^.{2,3}$/.test(surname) && isOnlyAGivenName(run.slice(-length)) && !isRoleInKanji(surname);
  });
}

/** 「みなみです」 */
function quoted(folded: string): Candidate[] {
  return [...folded.matchAll(QUOTED)].flatMap((match) => {
    const [, name = ''] = match;
    const known =
      isOnlyASurname(name) || isOnlyAGivenName(name) || isSurnameInKana(name) || isGivenNameInKana(name);
    if (!known && fullNameAtEnd(name) !== name.length) return [];
    return [candidate(match.index + 1, match.index + 1 + name.length, '名乗った名前と読めます。', 54)];
  });
}

/** 長男の翔が, 娘（美咲）: beside a relative or a friend one kanji or a word in hiragana is enough. */
function ofRelatives(folded: string): Candidate[] {
  return [...folded.matchAll(RELATIVE)].flatMap((relative) => {
    const from = relative.index + relative[0].length;
    const kanji = matchAt(KANJI_ALONE, folded, from)?.[0];
    if (kanji !== undefined) {
      const named = isGivenNameOfARelative(kanji) || (isSurname(kanji) && kanji.length >= 2);
      return named ? [candidate(from, from + kanji.length, '続柄の後にあり、人の名前と読めます。', 51)] : [];
    }
    const length = lengthOfGivenName(folded, from);
    return length > 0 ? [candidate(from, from + length, '続柄の後にあり、人の名前と読めます。', 51)] : [];
  });
}

/** Of the given name that follows a surname, in kanji after a space or in hiragana. */
function lengthOfGivenName(folded: string, index: number): number {
  const kanji = matchAt(GIVEN_IN_KANJI, folded, index);
  if (kanji && looksLikeAGivenName(kanji[1] ?? '')) return kanji[0].length;
  const hiragana = matchAt(GIVEN_IN_HIRAGANA, folded, index);
  const [whole = '', kana = ''] = hiragana ?? [];
  for (let length = kana.length; length >= 2; length -= 1) {
    const total = whole.length - kana.length + length;
    const after = folded.slice(index + total, index + total + 4);
    if (isGivenNameInKana(kana.slice(0, length)) && AFTER_A_FULL_NAME.test(after)) return total;
  }
  return 0;
}

function writtenInKana(folded: string): Candidate[] {
  return [...folded.matchAll(FULL_NAME_IN_KANA)].flatMap((match) => {
    const [whole, surname = match[3] ?? '', given = match[4] ?? ''] = match;
    if (!isSurnameInKana(surname) || !isGivenNameInKana(given)) return [];
    return [candidate(match.index, match.index + whole.length, '姓と名と読めます。', 53)];
  });
}

function isPseudonym(folded: string, found: Candidate): boolean {
  return (
    PSEUDONYM_AFTER.test(folded.slice(found.until, found.until + 12)) ||
    PSEUDONYM_BEFORE.test(folded.slice(Math.max(0, found.from - 10), found.from))
  );
}
