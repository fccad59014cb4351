import { HIRAGANA, KANJI, KATAKANA, matchAt, nameStart, runStart, scriptAt } from './characters';
import type { Candidate } from './finding';
import { PREFECTURE } from './places';

const SCHOOL =
  /高等専門学校|高等学校|小中学校|小学校|中学校|支援学校|専門学校|こども園|幼稚園|保育園|保育所|高校|中学|大学|学園/g;
const NO_SCHOOL_AFTER = /^(?:生|院生|時代|進学|受験|入学|教育|病院前)/;
const FOUNDER = new RegExp(
  `^(?:${PREFECTURE}?(?:県立|都立|府立|道立|市立|区立|町立|村立|国立|公立|私立)|学校法人)`,
);
const KIND_OF_SCHOOL =
  /^(?:地元|近所|通信制|定時制|全日制|夜間|工業|商業|農業|水産|女子|男子|進学|一貫|中高一貫|小中一貫|特別|母校|近隣|隣町|別|名門|有名|普通|統合|転校先|出身|元|某|同|各|本|当|全|他|前|両|実業|適応|看護|美容|服飾|調理|医療|福祉|自動車|附属|付属|短期|医科|放送|通信|地方|海外|志望|四年制|認可|無認可|認定|企業内|院内|公立|私立|国立|高等|義務|盲|聾|現在|昔|昨年|当時)$/;
const CLASS = / ?\d{1,2}年 ?[\dA-Z一二三四五六七八]{1,2}組/y;
const SHORT_SCHOOL = /[小中高]\d{1,2}年 ?[\dA-Z一二三四五六七八]{1,2}組/g;
const FUNCTION_WORD =
  /^(?:での|では|には|とは|から|まで|など|という|として|への|との|です|でし|だっ|らし|みた|で|に|の|を|は|が|と|も|や|へ)/;
const COMPANY = /株式会社|有限会社|合同会社|合資会社|\(株\)|\(有\)|医療法人|社会福祉法人|宗教法人|NPO法人/g;
const COMPANY_NAME = new RegExp(
  `(?:[${HIRAGANA}]{2,5}(?=[${KANJI}${KATAKANA}]))?[${KANJI}${KATAKANA}A-Za-z&・]{0,15}`,
  'y',
);
const AFTER_A_COMPANY = /(?:勤務|退職|在籍|入社|社員|代表|社長|所属|経営).*$/;
const LONGEST_NAME = 12;
const LONGEST_IN_HIRAGANA = 6;
const LONGEST_RUN = 10;
const PARTICLES = ['が', 'を', 'は', 'に', 'の'];

/** Named schools, with their class where it is given, and companies: who goes there can be found. */
export function findInstitutions(folded: string): Candidate[] {
  return [...schools(folded), ...shortSchools(folded), ...companies(folded)];
}

function candidate(from: number, until: number, reason: string): Candidate {
  return { kind: 'other_id', from, until, reason, certainty: 65 };
}

function schools(folded: string): Candidate[] {
  return [...folded.matchAll(SCHOOL)].flatMap((school) => {
    const end = school.index + school[0].length;
    if (NO_SCHOOL_AFTER.test(folded.slice(end, end + 3))) return [];
    const inClass = matchAt(CLASS, folded, end)?.[0] ?? '';
    const from = startOfName(folded, school.index);
    const name = folded.slice(from, school.index);
    const own = name.replace(FOUNDER, '');
    const shortest =
      inClass !== '' || own !== name || /小|中/.test(school[0]) || /^[東西南北]$/.test(own) ? 1 : 2;
    if (own.length < shortest || KIND_OF_SCHOOL.test(own)) return [];
    return [candidate(from, end + inClass.length, '学校や園の名前と読める文字です。')];
  });
}

/** 桜丘小3年2組. */
function shortSchools(folded: string): Candidate[] {
  return [...folded.matchAll(SHORT_SCHOOL)].flatMap((school) => {
    const from = startOfName(folded, school.index);
    if (from === school.index || KIND_OF_SCHOOL.test(folded.slice(from, school.index))) return [];
    return [candidate(from, school.index + school[0].length, '学校と学級の名前と読める文字です。')];
  });
}

function companies(folded: string): Candidate[] {
  return [...folded.matchAll(COMPANY)].flatMap((company) => {
    const end = company.index + company[0].length;
    const after = (matchAt(COMPANY_NAME, folded, end)?.[0] ?? '').replace(AFTER_A_COMPANY, '');
    const reason = '会社や法人の名前と読める文字です。';
    if (after.length >= 2 && !FUNCTION_WORD.test(after))
      return [candidate(company.index, end + after.length, reason)];
    const from = startOfName(folded, company.index);
    return company.index - from >= 2 ? [candidate(from, end, reason)] : [];
  });
}

function startOfName(folded: string, until: number): number {
  if (scriptAt(folded, until - 1) !== 'hiragana') return nameStart(folded, until, LONGEST_NAME);
  const from = runStart(folded, until, LONGEST_RUN);
  const run = folded.slice(from, until);
  // りくとがひかり幼稚園, but なのはな保育園.
  const afterParticle = run.slice(Math.max(...PARTICLES.map((particle) => run.lastIndexOf(particle))) + 1);
  const name = run.length <= LONGEST_IN_HIRAGANA || afterParticle.length < 2 ? run : afterParticle;
  const fits = name.length >= 2 && name.length <= LONGEST_IN_HIRAGANA;
  return fits && !/[はがをにとものでへやるたい]$/.test(name) ? until - name.length : until;
}
