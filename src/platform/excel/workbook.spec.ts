import { read, utils } from '@e965/xlsx';
import { writeWorkbook } from './workbook';
import type { SheetCell, SheetModel, WorkbookModel } from './workbook-model';

const AS_OF = new Date('2025-01-04T10:00:00+09:00');

function model(...sheets: readonly Partial<SheetModel>[]): WorkbookModel {
  return {
    title: '集計',
    creator: 'Tsunagi',
    asOf: AS_OF,
    sheets: sheets.map((sheet, index) => ({
      name: `表${index + 1}`,
      anchor: `top_${index + 1}`,
      widths: [20, 10, 10],
      rows: [],
      merges: [],
      ...sheet,
    })),
  };
}

async function reopen(...sheets: readonly Partial<SheetModel>[]) {
  return read(await writeWorkbook(model(...sheets)), { cellFormula: true, cellStyles: true, cellNF: true });
}

describe('writeWorkbook', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("http://x")', '\t=1', "'=1"])(
    'leaves the text %j a text',
    async (value) => {
      const workbook = await reopen({ rows: [{ style: 'body', cells: [{ value }] }] });
      const cell = workbook.Sheets['表1']?.['A1'];
      expect(cell).toMatchObject({ t: 's', v: value });
      expect(cell).not.toHaveProperty('f');
    },
  );

  it.each([
    ['a formula object', { formula: 'A1+1', result: 2 }, '{"formula":"A1+1","result":2}'],
    ['a link object', { text: 'x', hyperlink: 'http://x' }, '{"text":"x","hyperlink":"http://x"}'],
    ['rich text', { richText: [] }, '{"richText":[]}'],
    ['a half of a surrogate pair', 'a\ud800', 'a\ufffd'],
  ])('makes %s a text, whoever slipped it past the types', async (_, value, expected) => {
    const slipped = { value } as unknown as SheetCell;
    const workbook = await reopen({ rows: [{ style: 'body', cells: [slipped] }] });
    const cell = workbook.Sheets['表1']?.['A1'];
    expect(cell).toMatchObject({ t: 's', v: expected });
    expect(cell).not.toHaveProperty('f');
    expect(cell).not.toHaveProperty('l');
  });

  it('writes numbers, truths, blanks and formats as such', async () => {
    const workbook = await reopen({
      rows: [
        {
          style: 'body',
          cells: [
            { value: 26_000, format: '#,##0' },
            { value: true },
            { value: null },
            { value: Number.NaN },
          ],
        },
      ],
    });
    const sheet = workbook.Sheets['表1'];
    expect(sheet?.['A1']).toMatchObject({ t: 'n', v: 26_000, w: '26,000' });
    expect(sheet?.['B1']).toMatchObject({ t: 'b', v: true });
    expect(utils.sheet_to_json(sheet ?? {}, { header: 1 })).toEqual([[26_000, true]]);
  });

  it('links to the first cell of another sheet by its name', async () => {
    const workbook = await reopen(
      { rows: [{ style: 'body', cells: [{ value: '呼の状況', linkTo: 'top_2' }] }] },
      { rows: [{ style: 'title', cells: [{ value: '表' }], spansSheet: true }] },
    );
    expect(workbook.Sheets['表1']?.['A1']).toMatchObject({ v: '呼の状況', l: { Target: '#top_2' } });
    expect(workbook.Workbook?.Names).toContainEqual({ Name: 'top_2', Ref: "'表2'!$A$1" });
  });

  it('says when the data was read, and nothing of the machine', async () => {
    const { Props } = await reopen({});
    expect(Props).toMatchObject({ Author: 'Tsunagi', LastAuthor: 'Tsunagi', Title: '集計' });
    expect(Props?.CreatedDate).toEqual(AS_OF);
    expect(Props?.ModifiedDate).toEqual(AS_OF);
  });
});
