import type { StatisticsReader } from '../../platform/database/statistics-database';
import {
  base,
  type Bilingual,
  type Cell,
  type Column,
  type Row,
  type TableContent,
} from '../domain/analysis-table';
import { type ListedCode, listCodes, noteUnlisted, subtotal, tally, total } from '../domain/code-rows';
import { listOf, type PeriodFrame } from '../domain/period-frame';
import type { SeriesGroup } from '../domain/series-groups';
import { mean, percent } from '../domain/ratio';
import { brokenSeries, countGroups, type GroupCount, labelsOf, noteBreak } from './choice-series';
import { countRows, defineTable, type TableDefinition } from './define-table';

/** A question answered by ticking several codes and naming one of them the main one. */
interface ChoiceTable {
  readonly table: string;
  readonly title: Bilingual;
  /** The multi-answer column of `statistics.consultation`, and the record sheet's field of the same name. */
  readonly multi: 'fields' | 'responses';
  readonly main: 'main_field' | 'main_response';
  readonly noMain: string;
}

interface MainChoice {
  readonly main: string | null;
  readonly gender: string;
  readonly records: number;
  readonly talks: number;
}

interface Choices {
  readonly mains: readonly MainChoice[];
  readonly ticks: readonly { readonly code: string; readonly talks: number }[];
  readonly groups: readonly GroupCount[];
}

const NO_MAIN = 'not_chosen';

const DEFINITION: Bilingual = {
  ja: '会話成立の相談記録だけを数える（無言・いたずら等は含まない）。主たるものは記録票で明示された1つで、「最初に選んだもの」では代えず、記入のないものは別の行とする。複数回答は、その区分を選んだ記録の数で、割合の母数は選択の数ではなく記録の数であるため、合計は100％を超えることがある。1件あたりの選択数＝選択の合計÷会話成立件数。',
  en: 'Only records of an actual conversation count; silent and prank contacts do not. The main choice is the one the sheet names as such, never the first one ticked; sheets without one have a row of their own. The multiple answer counts records that ticked the code, and its share is of records and not of ticks, so shares may add up to more than 100 %. Ticks per record = all ticks / records of a conversation.',
};

export function choiceTable({ multi, main, noMain, ...identity }: ChoiceTable): TableDefinition {
  return defineTable<Choices>({
    ...identity,
    definitionVersion: 1,
    definition: DEFINITION,

    async read(reader: StatisticsReader, frame: PeriodFrame): Promise<Choices> {
      return {
        mains: await countRows<MainChoice>(reader, mainSql(main), [frame.id]),
        ticks: await countRows<Choices['ticks'][number]>(reader, tickSql(multi), [frame.id]),
        groups: await countGroups(reader, frame, multi),
      };
    },

    build(frame: PeriodFrame, { mains, ticks, groups }: Choices): TableContent {
      const codes = listCodes(listOf(frame, multi, main), [
        ...mains.flatMap((row) => row.main ?? []),
        ...ticks.map((row) => row.code),
      ]);
      const genders = listCodes(
        listOf(frame, 'gender'),
        mains.map((row) => row.gender),
      );
      const talks = total(mains.map((row) => row.talks));
      const allTicks = total(ticks.map((row) => row.talks));
      const cells = mainCells(mains, genders, talks);
      const broken = brokenSeries(frame, multi);
      return {
        base: base('R_t', talks),
        otherBases: [base('R', total(mains.map((row) => row.records)))],
        columns: columns(genders),
        rows: [
          ...choiceRows(codes, broken, ticks, cells, talks),
          { code: NO_MAIN, label: noMain, kind: 'outside', values: cells([NO_MAIN]) },
        ],
        totals: [
          ...acrossVersions(broken, groups, cells, talks),
          subtotal('total', '合計', {
            ...cells([...codes.map(({ code }) => code), NO_MAIN]),
            multi: allTicks,
          }),
          subtotal('ticks_per_record', `1件あたりの選択数（母数 ${talks}）`, {
            multi: mean(allTicks, talks, 2),
          }),
        ],
        notes: [...noteUnlisted([...codes, ...genders]), ...broken.map(noteBreak)],
      };
    },
  });
}

type MainCells = (codes: readonly string[]) => Record<string, Cell>;

function choiceRows(
  codes: readonly ListedCode[],
  broken: readonly SeriesGroup[],
  ticks: Choices['ticks'],
  cells: MainCells,
  talks: number,
): Row[] {
  const breaks = new Set(broken.flatMap((group) => group.codes.map(({ code }) => code)));
  const multiples = new Map(ticks.map((row) => [row.code, row.talks]));
  return codes.map((code) => {
    const count = multiples.get(code.code) ?? 0;
    return {
      ...code,
      ...(breaks.has(code.code) ? { seriesBreak: true } : {}),
      values: { ...cells([code.code]), multi: count, multiShare: percent(count, talks) },
    };
  });
}

/** Groups of choices that compare with other versions only together. */
function acrossVersions(
  broken: readonly SeriesGroup[],
  groups: readonly GroupCount[],
  cells: MainCells,
  talks: number,
): Row[] {
  const anyOf = new Map(groups.map((row) => [row.place, row.talks]));
  return broken.map((group, place) => {
    const codes = group.codes.map(({ code }) => code);
    const count = anyOf.get(place) ?? 0;
    const values = { ...cells(codes), multi: count, multiShare: percent(count, talks) };
    return subtotal(`across_${codes.join('_')}`, `版をまたぐ合計（${labelsOf(group)}）`, values);
  });
}

const mainSql = (column: ChoiceTable['main']) => `
  SELECT co.${column} AS main, co.gender, count(*) AS records,
         count(*) FILTER (WHERE co.contact_result = 'talk') AS talks
  FROM statistics.consultation AS co
  WHERE co.period_id = $1 AND co.in_period
  GROUP BY 1, 2`;

/** Records per code: a sheet that ticks a code twice is still one record. */
const tickSql = (column: ChoiceTable['multi']) => `
  SELECT ticked.code, count(*) AS talks
  FROM statistics.consultation AS co
  CROSS JOIN LATERAL (SELECT DISTINCT tick.code FROM unnest(co.${column}) AS tick(code)) AS ticked
  WHERE co.period_id = $1 AND co.in_period AND co.contact_result = 'talk'
  GROUP BY ticked.code`;

const genderKey = (code: string) => `main_gender_${code}`;

function columns(genders: readonly ListedCode[]): Column[] {
  return [
    { key: 'main', label: '主たるもの', kind: 'count' },
    { key: 'mainShare', label: '主たるもの・割合（％）', kind: 'ratio' },
    ...genders.map(({ code, label }): Column => ({
      key: genderKey(code),
      label: `主たるもの・${label}`,
      kind: 'count',
    })),
    { key: 'multi', label: '複数回答', kind: 'count' },
    { key: 'multiShare', label: '複数回答・割合（％）', kind: 'ratio' },
  ];
}

function mainCells(mains: readonly MainChoice[], genders: readonly ListedCode[], talks: number) {
  const byCell = tally(
    mains,
    (row) => `${row.gender} ${row.main ?? NO_MAIN}`,
    (row) => row.talks,
  );
  const cell = (gender: string, codes: readonly string[]) =>
    total(codes.map((code) => byCell.get(`${gender} ${code}`) ?? 0));

  return (codes: readonly string[]): Record<string, Cell> => {
    const sum = total(genders.map(({ code }) => cell(code, codes)));
    return {
      main: sum,
      mainShare: percent(sum, talks),
      ...Object.fromEntries(genders.map(({ code }) => [genderKey(code), cell(code, codes)])),
    };
  };
}
