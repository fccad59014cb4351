import { utils, write } from '@e965/xlsx';
import { isWorkbook, workbookAsCsv } from './workbook-as-csv';

function workbook(rows: unknown[][]): Buffer {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows, { UTC: true }), '表');
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}

async function* inTwo(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes.subarray(0, 100);
  yield bytes.subarray(100);
}

describe('workbookAsCsv', () => {
  it('gives the first sheet line by line, blank rows too', async () => {
    const bytes = workbook([
      ['管理番号', '年齢', '日', '文'],
      [],
      ['=1+1', 18, new Date('2025-12-29T00:00:00Z'), '"二"\n行'],
    ]);
    expect(isWorkbook(bytes)).toBe(true);
    const csv = (await workbookAsCsv(inTwo(bytes))).toString('utf8');
    expect(csv.split('\r\n')).toEqual([
      '"管理番号","年齢","日","文"',
      '"","","",""',
      '"=1+1","18","2025-12-29","""二""\n行"',
      '',
    ]);
  });

  it('marks risky cells of a file of ours as our CSV does, since they are unmarked again', async () => {
    const csv = await workbookAsCsv(
      inTwo(
        workbook([
          ['管理番号', '参考：状態'],
          ['=1+1', ''],
        ]),
      ),
    );
    expect(csv.toString('utf8')).toBe("管理番号,参考：状態\r\n'=1+1,\r\n");
  });

  it('refuses what is no workbook', async () => {
    const bytes = workbook([['a']]);
    const cut = Buffer.concat([bytes.subarray(0, 200), Buffer.alloc(300)]);
    await expect(workbookAsCsv(inTwo(cut))).rejects.toMatchObject({ code: 'workbook_unreadable' });
    expect(isWorkbook(Buffer.from('a,b\r\n'))).toBe(false);
  });
});
