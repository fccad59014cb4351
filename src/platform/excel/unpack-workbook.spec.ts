import { deflateRawSync } from 'node:zlib';
import { utils, write } from '@e965/xlsx';
import { unpackWorkbook } from './unpack-workbook';

const MIB = 1024 * 1024;
const SHEET = 'xl/worksheets/sheet1.xml';

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
}

function workbook(rows: unknown[][] = [['a']]): Buffer {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), '表');
  return Buffer.from(write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array);
}

/** A ZIP archive with these files; `says` is the unpacked size that its directory names. */
function archive(files: readonly { name: string; content: Buffer; says?: number }[]): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const { name, content, says = content.length } of files) {
    const packed = deflateRawSync(content);
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(packed.length, 4);
    sizes.writeUInt32LE(says, 8);
    const names = Buffer.alloc(4);
    names.writeUInt16LE(name.length, 0);
    const local = Buffer.concat([
      Buffer.from('504b030414000000080000000000', 'hex'),
      sizes,
      names,
      Buffer.from(name),
      packed,
    ]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    entries.push(
      Buffer.concat([
        Buffer.from('504b0102140014000000080000000000', 'hex'),
        sizes,
        names,
        place,
        Buffer.from(name),
      ]),
    );
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}

/** Of a sheet with this in it; the other files are those of a workbook that is good. */
function withSheet(inner: string) {
  const files = {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    'xl/workbook.xml':
      '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    [SHEET]: `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${inner}</worksheet>`,
  };
  return archive(Object.entries(files).map(([name, text]) => ({ name, content: Buffer.from(text) })));
}

const refusalOf = (bytes: Buffer): Promise<string> =>
  unpackWorkbook(once(bytes)).then(
    () => 'taken',
    (error: { code: string }) => error.code,
  );

describe('unpackWorkbook', () => {
  it('reads a hand-made archive', async () => {
    const rows = '<sheetData><row r="2"><c r="B2"><v>5</v></c></row></sheetData>';
    expect(await unpackWorkbook(once(withSheet(rows)))).toEqual([
      {
        name: 'A',
        rows: [
          ['', ''],
          ['', '5'],
        ],
      },
    ]);
  });

  it('does not mind rules and fields over whole columns', async () => {
    const rule =
      '<dataValidation type="list" sqref="A1:XFD1048576"><formula1>"a"</formula1></dataValidation>';
    const sheet = withSheet(
      `<sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells><dataValidations>${rule}</dataValidations>`,
    );
    expect(await unpackWorkbook(once(sheet))).toEqual([{ name: 'A', rows: [] }]);
  });

  it.each([
    ['a bomb', archive([{ name: SHEET, content: Buffer.alloc(21 * MIB) }]), 'workbook_too_large'],
    [
      'a bomb that says it is small',
      archive([{ name: SHEET, content: Buffer.alloc(300 * MIB), says: 10 }]),
      'workbook_too_large',
    ],
    [
      'many that are each small enough',
      archive(Array.from({ length: 3 }, (_, i) => ({ name: `a${i}`, content: Buffer.alloc(8 * MIB) }))),
      'workbook_too_large',
    ],
    [
      'more rows than a list has',
      withSheet('<sheetData><row r="20001"><c r="A20001"><v>1</v></c></row></sheetData>'),
      'workbook_too_large',
    ],
    [
      'an archive in which something lies before',
      Buffer.concat([Buffer.alloc(8), workbook()]),
      'workbook_unreadable',
    ],
    [
      'an archive that is no workbook',
      archive([{ name: 'a', content: Buffer.from('a') }]),
      'workbook_unreadable',
    ],
    ['no archive', Buffer.from('PK\u0003\u0004 and nothing', 'latin1'), 'workbook_unreadable'],
  ])('refuses %s', async (_, bytes, code) => {
    expect(await refusalOf(bytes)).toBe(code);
  });

  it('refuses what takes more memory than a reading may', async () => {
    const bytes = workbook(Array.from({ length: 15_000 }, (_, row) => [row, `文${row}`]));
    const reading = unpackWorkbook(once(bytes), { memoryMegabytes: 12 });
    await expect(reading).rejects.toMatchObject({ code: 'workbook_too_large' });
  });

  it('answers others while it reads', async () => {
    let turns = 0;
    const ticking = setInterval(() => (turns += 1), 1);
    await unpackWorkbook(once(workbook(Array.from({ length: 15_000 }, (_, row) => [row, 'a', 'b', 'c']))));
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(20);
  });
});
