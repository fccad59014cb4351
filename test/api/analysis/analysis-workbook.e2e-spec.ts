import { read, utils, type WorkBook, type WorkSheet } from '@e965/xlsx';
import type {
  AnalysisTable,
  Cell,
  Column,
  ColumnKind,
  Row,
} from '../../../src/analysis/domain/analysis-table';
import type { Mean, Ratio } from '../../../src/analysis/domain/ratio';
import { PeriodRows } from '../../support/factories/period-rows';
import { type TestAccount, TestApp } from '../../support/test-app';

const SPAN = { startsAt: '2024-12-25T10:00:00+09:00', endsAt: '2025-01-04T10:00:00+09:00' };
const NOON = '2024-12-31T12:00:00+09:00';

/** How many cells of the sheet a cell of each kind takes, written down here a second time. */
const PARTS: Readonly<Record<ColumnKind, number>> = {
  count: 1,
  instant: 1,
  ratio: 3,
  quotient: 3,
  mean: 3,
  meanTime: 3,
};

describe('the workbook of a period', () => {
  let app: TestApp;
  let analyst: TestAccount;
  let path: string;
  let workbook: WorkBook;
  let tables: readonly AnalysisTable[];

  beforeAll(async () => {
    app = await TestApp.start();
    analyst = await app.account('analyst');
    const period = await periodWithEverything(app);
    path = `/api/v1/periods/${period.id}/analysis`;
    const { body: index } = await app.as(analyst).get(path).expect(200);
    tables = await Promise.all(
      index.tables.map(async ({ table }: { table: string }) => {
        const { body } = await app.as(analyst).get(`${path}/${table}`).expect(200);
        return body;
      }),
    );
    const answer = await app.as(analyst).get(`${path}.xlsx`).responseType('blob').expect(200);
    workbook = read(answer.body, { cellFormula: true, cellNF: true });
  });
  afterAll(() => app.stop());

  it('has a cover, contents, definitions and a sheet for each table', () => {
    const names = tables.map(({ table, title }) => `${table} ${title.ja}`);
    expect(workbook.SheetNames).toEqual(['表紙', '目次', '定義', ...names]);
  });

  it('links each line of the contents to its sheet', () => {
    const contents = sheetOf('目次');
    const names = new Map(workbook.Workbook?.Names?.map(({ Name, Ref }) => [Name, Ref]));
    for (const [index, { table, title, base }] of tables.entries()) {
      const row = index + 3;
      const link: { Target: string } = contents[`A${row}`].l;
      expect(names.get(link.Target.slice(1))).toBe(`'${table} ${title.ja}'!$A$1`);
      expect(contents[`A${row}`].v).toBe(table);
      expect(contents[`D${row}`].v).toBe(base.count);
    }
  });

  it('defines every table in both languages', () => {
    const rows = utils.sheet_to_json<string[]>(sheetOf('定義'), { header: 1 });
    for (const [index, { table, definition }] of tables.entries()) {
      expect(rows[index + 2]).toEqual([table, expect.any(String), definition.ja, definition.en]);
    }
  });

  it('holds every cell of every table: counts as numbers, exact parts beside what is printed', () => {
    for (const table of tables) {
      const sheet = sheetOf(`${table.table} ${table.title.ja}`);
      const found = utils.sheet_to_json<unknown[]>(sheet, { header: 1, defval: null, blankrows: true });
      const first = found.findIndex(([label]) => label === '区分') + 2;
      const rows = [...table.rows, ...table.totals];
      for (const [index, row] of rows.entries()) {
        expect([table.table, row.code, found[first + index]?.slice(1)]).toEqual([
          table.table,
          row.code,
          expectedCells(table.columns, row),
        ]);
      }
      expect(found[2]?.[0]).toContain(`${table.base.label} ${table.base.count} 件`);
      const below = found.slice(first + rows.length).map(([text]) => text);
      for (const note of table.notes) expect(below).toContain(`注：${note}`);
      expect(below).toContain(`定義（第1版）：${table.definition.ja}`);
    }
  });

  it('prints on A4 across, one page wide, with the headers repeated, and holds no formula', () => {
    for (const { table, title } of tables) {
      const name = `${table} ${title.ja}`;
      const at = workbook.SheetNames.indexOf(name);
      const names = workbook.Workbook?.Names?.filter(({ Sheet }) => Sheet === at).map(({ Name }) => Name);
      expect(names).toEqual(expect.arrayContaining(['_xlnm.Print_Area', '_xlnm.Print_Titles']));
      for (const [address, cell] of Object.entries(sheetOf(name))) {
        if (!address.startsWith('!')) expect(cell).not.toHaveProperty('f');
      }
    }
  });

  function sheetOf(name: string): WorkSheet {
    const sheet = workbook.Sheets[name];
    if (!sheet) throw new Error(`no sheet ${name}`);
    return sheet;
  }
});

/** Boundary hours, a transfer, an empty menu item, unknowns, a label that looks like a formula. */
async function periodWithEverything(app: TestApp): Promise<PeriodRows> {
  const period = await PeriodRows.create(app, {
    ...SPAN,
    lists: {
      caller_relation: [['self', '=本人()']],
      gender: [
        ['female', '女性'],
        ['unknown', '不明'],
      ],
      age_band: [['a20s', '20代']],
      fields: [
        ['family', '家族関係'],
        ['food', '食料'],
      ],
      responses: [['listening', '傾聴']],
    },
  });
  await period.open(['phone', 'mail']);
  await period.menu([
    ['loneliness', '9', '孤独・孤立でお悩みの方'],
    ['suicide', '3', '死にたいほどつらい方'],
  ]);
  const answered = {
    result: 'answered',
    queuedAt: NOON,
    answeredAt: NOON,
    endedAt: '2024-12-31T12:18:16+09:00',
  };
  await period.contacts([
    { dialledAt: SPAN.startsAt, digit: '9', fieldCode: 'loneliness', result: 'abandoned_queue', caller: 'a' },
    { dialledAt: NOON, digit: '9', fieldCode: 'loneliness', ...answered, caller: 'a' },
    { dialledAt: NOON, digit: '4', ...answered, result: 'transferred', carrierNo: 't' },
    { dialledAt: NOON, ...answered, carrierNo: 't', leg: 2 },
    { dialledAt: NOON },
  ]);
  await period.duty([{ startsAt: '2024-12-31T23:40:00+09:00', endsAt: '2025-01-01T01:00:00+09:00' }]);
  await period.sheets([
    { startedAt: NOON, talkSeconds: 1096, gender: 'female', mainField: 'family', fields: ['family', 'food'] },
    { startedAt: NOON, contactResult: 'silent', channel: 'chat', ageBand: 'a20s' },
    { startedAt: NOON, responses: ['listening'], callerRelation: 'other' },
  ]);
  return period;
}

function expectedCells(columns: readonly Column[], row: Row): unknown[] {
  return columns.flatMap(({ key, kind }) => {
    const cell = row.values[key];
    const parts = PARTS[kind];
    if (cell === undefined) return Array.from({ length: parts }, () => null);
    if (parts === 1) return [single(cell)];
    return isMeasure(cell) ? [...exact(cell), printed(cell)] : [null, null, 'n/a'];
  });
}

function single(cell: Cell): unknown {
  if (cell === null) return 'n/a';
  return isMeasure(cell) ? printed(cell) : cell;
}

function exact(cell: Ratio | Mean): [number, number] {
  return 'sum' in cell ? [cell.sum, cell.count] : [cell.numerator, cell.denominator];
}

function printed({ printed: text }: Ratio | Mean): unknown {
  if (text === null) return '－';
  return text.includes(':') ? text : Number(text);
}

function isMeasure(cell: Cell): cell is Ratio | Mean {
  return typeof cell === 'object' && cell !== null;
}
