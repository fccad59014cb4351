import { utils, write } from '@e965/xlsx';
import { cellAddress, readWorkbook } from './read-workbook';

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
}

function workbookOf(rows: unknown[][]): Buffer {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), '希望');
  return Buffer.from(write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array);
}

describe('readWorkbook', () => {
  it('reads what another program wrote, as trimmed texts', async () => {
    const [sheet] = await readWorkbook(
      once(
        workbookOf([
          ['職員番号', ' ◎ '],
          ['A-1', 12.5],
          [null, '最後'],
        ]),
      ),
    );
    expect(sheet).toEqual({
      name: '希望',
      rows: [
        ['職員番号', '◎'],
        ['A-1', '12.5'],
        ['', '最後'],
      ],
    });
  });

  it.each([
    ['a text', Buffer.from('氏名,希望'), 'workbook_unreadable'],
    ['nothing', Buffer.alloc(0), 'workbook_unreadable'],
    ['more than anybody fills in', Buffer.alloc(10 * 1024 * 1024 + 1), 'workbook_too_large'],
  ])('refuses %s', async (_, bytes, code) => {
    await expect(readWorkbook(once(bytes))).rejects.toMatchObject({ code });
  });
});

describe('cellAddress', () => {
  it.each([
    [0, 0, 'A1'],
    [6, 25, 'Z7'],
    [6, 26, 'AA7'],
    [0, 701, 'ZZ1'],
    [0, 702, 'AAA1'],
  ])('row %i, column %i: %s', (row, column, address) => {
    expect(cellAddress(row, column)).toBe(address);
  });
});
