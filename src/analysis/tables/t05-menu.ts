import type { StatisticsReader } from '../../platform/database/statistics-database';
import { base, type Cells, type Column, type Row, type TableContent } from '../domain/analysis-table';
import { type ListedCode, listCodes, noteUnlisted, subtotal, total } from '../domain/code-rows';
import type { PeriodFrame } from '../domain/period-frame';
import { meanTime, percent } from '../domain/ratio';
import { ANSWERED, OFFERED, PHONE_CALLS } from './call-conditions';
import { countRows, defineTable } from './define-table';

interface Selection {
  /** Field the digit leads to. */
  readonly field: string | null;
  /** Pressed, but not on the menu of the period. */
  readonly strayDigit: string | null;
  readonly selected: number;
  readonly offered: number;
  readonly answered: number;
  readonly timed: number;
  readonly talkSeconds: number;
}

const SQL = `
  SELECT c.field_code AS field, CASE WHEN c.field_code IS NULL THEN c.digit END AS "strayDigit",
         count(*) AS selected,
         count(*) FILTER (WHERE ${OFFERED}) AS offered,
         count(*) FILTER (WHERE ${ANSWERED}) AS answered,
         count(c.talk_seconds) AS timed,
         coalesce(sum(c.talk_seconds), 0) AS "talkSeconds"
  FROM statistics.contact AS c
  WHERE ${PHONE_CALLS} AND c.leg = 1
  GROUP BY 1, 2`;

const COLUMNS: readonly Column[] = [
  { key: 'selected', label: '選択数', kind: 'count' },
  { key: 'share', label: '構成比（選択した呼に占める％）', kind: 'ratio' },
  { key: 'offered', label: '呼出', kind: 'count' },
  { key: 'answered', label: '応答', kind: 'count' },
  { key: 'rateOffered', label: '応答率（呼出）（％）', kind: 'ratio' },
  { key: 'rateTotal', label: '応答率（選択数）（％）', kind: 'ratio' },
  { key: 'meanTalk', label: '平均通話（分:秒）', kind: 'meanTime' },
];

/** The code of "pressed nothing" among the stable menu codes. */
const NO_CHOICE = 'none';

export const menuTable = defineTable<readonly Selection[]>({
  table: 'T05',
  definitionVersion: 1,
  title: { ja: 'メニュー別の呼', en: 'Calls by menu choice' },
  definition: {
    ja: '電話の呼を、発信者が押した番号の分野で分ける（相談員が判断した相談分野ではない）。行はこの期のメニューで、0件の行も残す。構成比の母数は番号を押した呼で、選択なし（押す前の放棄など）は別の行とし、分野に割り振らない。時間外の呼は選択数に含み呼出に含まない。平均通話は通話時間の分かる応答の第1レグについて求める。',
    en: 'Telephone calls by the menu item the caller pressed, which is not the field a counsellor judged. Rows are the menu of this period, empty ones included. Shares are of calls in which a digit was pressed; calls without a choice stand apart and are not shared out. Out-of-hours calls count as selected and not as offered. Mean talk is over the first legs of answered calls of known length.',
  },

  read(reader: StatisticsReader, frame: PeriodFrame): Promise<readonly Selection[]> {
    return countRows<Selection>(reader, SQL, [frame.id]);
  },

  build(frame: PeriodFrame, selections: readonly Selection[]): TableContent {
    const byCode = new Map(selections.map((row) => [codeOf(row), row]));
    const pressed = sumUp(selections.filter((row) => codeOf(row) !== NO_CHOICE));
    const rows = menuRows(frame, [...byCode.keys()]).map(({ code, label, kind }): Row => {
      const counted = byCode.get(code) ?? NOTHING;
      return {
        code,
        label,
        kind,
        values: { ...cells(counted), share: percent(counted.selected, pressed.selected) },
      };
    });
    const all = sumUp(selections);
    return {
      base: base('C_digit', pressed.selected),
      otherBases: [base('C', all.selected)],
      columns: COLUMNS,
      rows: [...rows, noChoice(byCode.get(NO_CHOICE) ?? NOTHING)],
      totals: [
        subtotal('pressed', '選択あり計', {
          ...cells(pressed),
          share: percent(pressed.selected, pressed.selected),
        }),
        subtotal('total', '総呼数', cells(all)),
      ],
      notes: [
        ...noteUnlisted(rows),
        ...(frame.menu.length === 0 ? ['この期のメニューは登録されていません。'] : []),
      ],
    };
  },
});

type Sums = Pick<Selection, 'selected' | 'offered' | 'answered' | 'timed' | 'talkSeconds'>;

const NOTHING: Sums = { selected: 0, offered: 0, answered: 0, timed: 0, talkSeconds: 0 };
const STRAY = 'digit_';

function codeOf({ field, strayDigit }: Selection): string {
  return field ?? (strayDigit === null ? NO_CHOICE : `${STRAY}${strayDigit}`);
}

function menuRows(frame: PeriodFrame, counted: readonly string[]): ListedCode[] {
  const pressed = counted.filter((code) => code !== NO_CHOICE);
  return listCodes(frame.menu, pressed).map((row) =>
    row.kind === 'listed' ? row : { ...row, label: strayLabel(frame, row.code) },
  );
}

function strayLabel(frame: PeriodFrame, code: string): string {
  if (code.startsWith(STRAY)) return `番号 ${code.slice(STRAY.length)}（メニュー外）`;
  return `${frame.lineFields.find((field) => field.code === code)?.label ?? code}（メニュー外）`;
}

function noChoice(counted: Sums): Row {
  return { code: NO_CHOICE, label: '選択なし', kind: 'outside', values: cells(counted) };
}

function cells({ selected, offered, answered, timed, talkSeconds }: Sums): Cells {
  return {
    selected,
    offered,
    answered,
    rateOffered: percent(answered, offered),
    rateTotal: percent(answered, selected),
    meanTalk: meanTime(talkSeconds, timed),
  };
}

function sumUp(selections: readonly Selection[]): Sums {
  const sum = (key: keyof Sums) => total(selections.map((row) => row[key]));
  return {
    selected: sum('selected'),
    offered: sum('offered'),
    answered: sum('answered'),
    timed: sum('timed'),
    talkSeconds: sum('talkSeconds'),
  };
}
