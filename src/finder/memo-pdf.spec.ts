import { pdfCharacters } from '../../test/support/pdf-characters';
import { writePdf } from '../platform/pdf/write-pdf';
import { memoPdf } from './memo-pdf';

const AT = new Date('2026-12-30T22:00:00+09:00');
const entry = (at: number) => ({
  name: `見本市の相談窓口${at}（架空）`,
  bodyName: '見本市の団体',
  phones: [{ number: `050-0000-000${at}`, note: at === 1 ? '夜は留守番電話' : null }],
  sentences: [
    '月・火・水・木・金曜日、9時から17時30分まで。祝日は休みです。',
    '12月29日から1月3日までは休みです。',
    'お金は、無料。',
    '番号や時間が変わっているかもしれません。',
  ],
});
const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/MediaBox/g)?.length;

describe('the memo on paper', () => {
  it('holds three services and room to write on one A4 page, in Japanese that can be copied', async () => {
    const pdf = await writePdf(memoPdf([entry(1), entry(2), entry(3)], AT));
    expect(pagesOf(pdf)).toBe(1);
    const known = [...pdfCharacters(pdf)].join('');
    const printed = '相談先のメモ見本市の相談窓口架空夜は留守番電話番号や時間が変わっているかもしれません';
    expect(Array.from(printed).filter((character) => !known.includes(character))).toEqual([]);
  });

  it('prints numbers large and leaves lines to write on', () => {
    const { blocks } = memoPdf([entry(1)], AT);
    const inner = blocks.flatMap((block) => (block.kind === 'group' ? block.blocks : [block]));
    expect(inner).toContainEqual({ kind: 'text', text: '050-0000-0001', size: 26, isBold: true });
    expect(inner).toContainEqual({ kind: 'rules', count: 3 });
  });

  it('says it when nothing was found', () => {
    expect(memoPdf([], AT).blocks[1]).toMatchObject({ text: '今、電話できる相談先は見つかりませんでした。' });
  });
});
