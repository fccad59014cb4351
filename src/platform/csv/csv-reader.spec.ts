import iconv from 'iconv-lite';
import { DomainError } from '../../shared/domain-error';
import { readCsv } from './csv-reader';
import type { CsvColumn } from './map-header';

const COLUMNS: readonly CsvColumn<'no' | 'name' | 'note'>[] = [
  { key: 'no', names: ['番号', 'no'], required: true },
  { key: 'name', names: ['名前', 'name'] },
  { key: 'note', names: ['メモ', 'note'] },
];

/** The bytes in pieces of `size`, as a network or a database hands them over. */
async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(file: string | Buffer, size = 7) {
  const rows: { number: number; cells: object; fault: string | null }[] = [];
  for await (const block of readCsv(inPieces(Buffer.from(file), size), COLUMNS)) {
    rows.push(
      ...block.rows.map((row) => ({
        number: row.number,
        cells: { no: row.cell('no'), name: row.cell('name'), note: row.cell('note') },
        fault: row.fault?.code ?? null,
      })),
    );
  }
  return rows;
}

async function refusal(file: string | Buffer): Promise<DomainError> {
  const outcome = await read(file).catch((error: unknown) => error);
  if (outcome instanceof DomainError) return outcome;
  throw new Error('the file was not refused');
}

describe('readCsv', () => {
  it.each([
    ['Japanese titles', '番号,名前,メモ\n1,花子,①～髙\n'],
    ['English titles, capitals, full width', 'No,ＮＡＭＥ , note\r\n1,花子,①～髙\r\n'],
    ['another order, no line break at the end', 'メモ,番号,名前\n①～髙,1,花子'],
    ['quotes', '"番号","名前","メモ"\r\n"1","花子","①～髙"\r\n'],
    ['empty columns at the right', '番号,名前,メモ,,\n1,花子,①～髙,,\n'],
  ])('reads %s in UTF-8, UTF-8 with mark and CP932', async (_, text) => {
    const wanted = [{ number: 2, cells: { no: '1', name: '花子', note: '①～髙' }, fault: null }];
    expect(await read(text)).toEqual(wanted);
    expect(await read(`\uFEFF${text}`)).toEqual(wanted);
    expect(await read(iconv.encode(text, 'cp932'))).toEqual(wanted);
  });

  it('keeps line breaks, commas and quotes inside quotes, and counts rows as a spreadsheet does', async () => {
    const rows = await read('番号,メモ\n\n1,"一行目\n二行目, ""引用"""\n,\n2,\n');
    expect(rows.map(({ number, cells }) => [number, cells])).toEqual([
      [3, { no: '1', name: '', note: '一行目\n二行目, "引用"' }],
      [5, { no: '2', name: '', note: '' }],
    ]);
  });

  it('marks single rows that cannot be used', async () => {
    const bytes = Buffer.concat([
      Buffer.from('番号,名前\n1,花子\n2,'),
      Buffer.from([0xff]),
      Buffer.from('\n3\n4,太郎,余分\n5,太\0郎\n6,\uFFFD\n'),
    ]);
    expect((await read(bytes)).map(({ number, fault }) => [number, fault])).toEqual([
      [2, null],
      [3, 'unreadable_character'],
      [4, 'too_few_cells'],
      [5, 'too_many_cells'],
      [6, 'unreadable_character'],
      [7, null],
    ]);
  });

  it('marks rows whose bytes CP932 does not know', async () => {
    const bytes = Buffer.concat([iconv.encode('番号,名前\n1,花子\n2,', 'cp932'), Buffer.from([0x85, 0x0a])]);
    expect((await read(bytes)).map(({ fault }) => fault)).toEqual([null, 'unreadable_character']);
  });

  it('names every wrong column, but nothing that looks like data', async () => {
    const refused = await refusal('名前,name,謎の列,090-1234-5678\n');
    expect(refused.code).toBe('csv_header');
    expect(refused.faults).toEqual([
      { pointer: '#1/name', code: 'duplicate_column', message: '「name」は二度書かれています。' },
      { pointer: '#1/謎の列', code: 'unknown_column', message: '「謎の列」は受け付けていない列です。' },
      { pointer: '#1/4列目', code: 'unknown_column', message: '4列目は受け付けていない列です。' },
      { pointer: '#1/番号', code: 'missing_column', message: '「番号」の列がありません。' },
    ]);
    expect(refused.message).toContain('「謎の列」は受け付けていない列です。');
  });

  it.each([
    ['nothing', '', 'csv_empty'],
    ['empty lines', '\n\n', 'csv_empty'],
    ['UTF-16', Buffer.from('\uFEFF番号\n', 'utf16le'), 'csv_encoding'],
    ['UTF-16 without a mark', Buffer.from('番号,名前\n', 'utf16le'), 'csv_encoding'],
    ['a workbook', Buffer.from('PK\u0003\u0004rest', 'latin1'), 'csv_encoding'],
    ['a quote that is never closed', '番号,名前\n1,"花子\n2,太郎\n', 'csv_quote'],
    ['text after a closing quote', '番号,名前\n1,"花"子\n', 'csv_quote'],
  ])('refuses %s', async (_, file, code) => {
    expect((await refusal(file)).code).toBe(code);
  });

  it('says in which row a quote is wrong', async () => {
    expect((await refusal('番号,名前\n1,"花子"\n2,"太"郎\n')).message).toContain('3行目');
  });

  it('reads a long file the same in pieces of any size', async () => {
    const lines = Array.from({ length: 5_000 }, (__, i) =>
      i % 7 === 0 ? `${i},"行\n${i}",x` : `${i},名${i},y`,
    );
    const file = `番号,名前,メモ\n${lines.join('\n')}\n`;
    const whole = await read(file, file.length * 4);
    expect(whole).toHaveLength(5_000);
    expect(whole.at(-1)?.number).toBe(5_001);
    expect(await read(file, 1_013)).toEqual(whole);
  });
});
