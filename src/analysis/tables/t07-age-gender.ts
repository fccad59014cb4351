import type { StatisticsReader } from '../../platform/database/statistics-database';
import { base, type Cell, type Column, type Row, type TableContent } from '../domain/analysis-table';
import {
  isKnown,
  type ListedCode,
  listCodes,
  noteUnlisted,
  subtotal,
  tally,
  total,
} from '../domain/code-rows';
import { listOf, type PeriodFrame } from '../domain/period-frame';
import { percent } from '../domain/ratio';
import { countRows, defineTable } from './define-table';

interface People {
  readonly gender: string;
  readonly age: string;
  /** Age band of the person concerned. */
  readonly concernedAge: string;
  readonly records: number;
}

/** The person concerned is the caller who calls for themself; of anybody else only what the sheet says is known. */
const SQL = `
  SELECT co.gender, co.age_band AS age,
         CASE WHEN co.caller_relation = 'self' THEN co.age_band ELSE coalesce(co.subject_age_band, 'unknown') END
           AS "concernedAge",
         count(*) AS records
  FROM statistics.consultation AS co
  WHERE co.period_id = $1 AND co.in_period
  GROUP BY 1, 2, 3`;

/** 18歳以下, 10代 and 19歳以下 are three different sets (domain rule 27). */
const ROLL_UPS = [
  { code: 'aged_18_or_under', label: '18歳以下', of: ['a00_09', 'a10_12', 'a13_15', 'a16_18'] },
  { code: 'aged_10_to_19', label: '10代', of: ['a10_12', 'a13_15', 'a16_18', 'a19'] },
  { code: 'aged_19_or_under', label: '19歳以下', of: ['a00_09', 'a10_12', 'a13_15', 'a16_18', 'a19'] },
] as const;

export const ageGenderTable = defineTable<readonly People[]>({
  table: 'T07',
  definitionVersion: 1,
  title: { ja: '性別×年代', en: 'Gender by age band' },
  definition: {
    ja: '相談記録を相談者の年代と性別で数える。不明は行・列として残し、構成比は全体に対するものと、不明・回答なしを除いたものの両方を示す。対象者は、本人からの相談では相談者、それ以外では記録票の対象者欄の年代で、記入がなければ不明とする。18歳以下・10代・19歳以下は年代の再掲で、年代の区分から作れない期は n/a。',
    en: 'Records by age band and gender of the caller. Unknown stays as a row and a column; shares are given over all records and over those that are known. The person concerned is the caller where people call for themselves, otherwise whom the sheet names as such, unknown where it is blank. 18 or under, 10 to 19 and 19 or under repeat the bands; they are n/a where the period’s bands cannot form them.',
  },

  read(reader: StatisticsReader, frame: PeriodFrame): Promise<readonly People[]> {
    return countRows<People>(reader, SQL, [frame.id]);
  },

  build(frame: PeriodFrame, people: readonly People[]): TableContent {
    const ages = listCodes(
      listOf(frame, 'age_band'),
      people.flatMap((row) => [row.age, row.concernedAge]),
    );
    const genders = listCodes(
      listOf(frame, 'gender'),
      people.map((row) => row.gender),
    );
    const count = counter(frame, people, genders);
    return {
      base: base('R', count.all),
      otherBases: [{ code: 'R_known_age', label: '年代の分かる相談記録', count: count.knownAge }],
      columns: columns(genders),
      rows: [
        ...ages.map((age): Row => ({ ...age, values: count.ageCells([age.code]) })),
        ...ROLL_UPS.map(({ code, label, of }) =>
          subtotal(code, label, count.ageCells(canForm(ages, of) ? of : null)),
        ),
      ],
      totals: [
        subtotal('total', '合計', count.ageCells(ages.map(({ code }) => code))),
        subtotal(
          'share_all',
          `性別構成比（％、母数 ${count.all}）`,
          count.genderShares(() => true),
        ),
        subtotal(
          'share_known',
          `性別構成比（不明を除く％、母数 ${count.knownGender}）`,
          count.genderShares(isKnown),
        ),
      ],
      notes: [...noteUnlisted([...ages, ...genders]), ...noteConcerned(frame)],
    };
  },
});

const genderKey = (code: string) => `gender_${code}`;

function columns(genders: readonly ListedCode[]): Column[] {
  return [
    ...genders.map(({ code, label }): Column => ({ key: genderKey(code), label, kind: 'count' })),
    { key: 'total', label: '合計', kind: 'count' },
    { key: 'shareAll', label: '構成比（％）', kind: 'ratio' },
    { key: 'shareKnown', label: '構成比（不明を除く％）', kind: 'ratio' },
    { key: 'concerned', label: '対象者', kind: 'count' },
  ];
}

/** Bands of another cut cannot be added up to these ages. */
function canForm(ages: readonly ListedCode[], wanted: readonly string[]): boolean {
  return wanted.every((code) => ages.some((age) => age.code === code && age.kind === 'listed'));
}

function asksForCaller(frame: PeriodFrame): boolean {
  return listOf(frame, 'caller_relation').length > 0;
}

function noteConcerned(frame: PeriodFrame): string[] {
  return asksForCaller(frame) ? [] : ['この期の記録票は相談者の立場を尋ねないため、対象者は n/a です。'];
}

function counter(frame: PeriodFrame, people: readonly People[], genders: readonly ListedCode[]) {
  const records = (row: People) => row.records;
  const byGender = tally(people, (row) => row.gender, records);
  const byCell = tally(people, (row) => `${row.gender} ${row.age}`, records);
  const byConcerned = tally(people, (row) => row.concernedAge, records);
  const all = total(byGender.values());
  const knownAge = total(people.filter((row) => isKnown(row.age)).map(records));
  const knownGender = total(people.filter((row) => isKnown(row.gender)).map(records));

  const cell = (gender: string, ages: readonly string[]) =>
    total(ages.map((age) => byCell.get(`${gender} ${age}`) ?? 0));

  /** Null: ages that cannot be formed. */
  const ageCells = (ages: readonly string[] | null): Record<string, Cell> => {
    const sum = ages && total(genders.map(({ code }) => cell(code, ages)));
    const concerned =
      ages && asksForCaller(frame) ? total(ages.map((age) => byConcerned.get(age) ?? 0)) : null;
    const isAllKnown = ages?.every(isKnown) ?? true;
    return {
      ...Object.fromEntries(genders.map(({ code }) => [genderKey(code), ages && cell(code, ages)])),
      total: sum,
      shareAll: sum === null ? null : percent(sum, all),
      ...(isAllKnown ? { shareKnown: sum === null ? null : percent(sum, knownAge) } : {}),
      concerned,
    };
  };

  const genderShares = (included: (code: string) => boolean): Record<string, Cell> => {
    const shown = genders.filter(({ code }) => included(code));
    const whole = total(shown.map(({ code }) => byGender.get(code) ?? 0));
    return Object.fromEntries(
      shown.map(({ code }) => [genderKey(code), percent(byGender.get(code) ?? 0, whole)]),
    );
  };

  return { all, knownAge, knownGender, ageCells, genderShares };
}
