import { pdfCharacters } from '../../../test/support/pdf-characters';
import type { PdfBlock, PdfModel } from './pdf-model';
import { documentDefinition } from './document-definition';
import { writePdf } from './write-pdf';

const model = (blocks: readonly PdfBlock[]): PdfModel => ({
  title: '当番表',
  creator: 'Tsunagi',
  asOf: new Date('2026-12-20T09:00:00+09:00'),
  paper: 'A3',
  orientation: 'landscape',
  blocks,
});
const row = (text: string) => [{ text }, { text: '' }];
const table = (rows: number): PdfBlock => ({
  kind: 'table',
  widths: [60, 'share'],
  header: ['日', '担当'],
  rows: Array.from({ length: rows }, (_, i) => row(`${i + 1}日`)),
});

const pageSizes = (pdf: Buffer): string[] => pdf.toString('latin1').match(/\/MediaBox \[[^\]]*\]/g) ?? [];

describe('writePdf', () => {
  it('embeds of the Japanese font what is used, also beyond the basic plane', async () => {
    const text = '髙﨑𠮷野家 年末年始①〜';
    const pdf = await writePdf(model([{ kind: 'text', text }]));
    const known = pdfCharacters(pdf);
    expect(Array.from(text).filter((char) => !known.has(char))).toEqual([]);
    expect(pdf.toString('latin1')).toMatch(/\/BaseFont \/[A-Z]{6}\+NotoSansJP-Regular/);
    expect(pdf.length).toBeLessThan(100_000);
  });

  it('breaks a long table over A3 pages on their side', async () => {
    const short = pageSizes(await writePdf(model([table(5)])));
    const long = pageSizes(await writePdf(model([table(120)])));
    expect(short).toEqual(['/MediaBox [0 0 1190.55 841.89]']);
    expect(long.length).toBeGreaterThan(1);
  });

  it('writes the same bytes but for the file id, and says when and by what it was made', async () => {
    const pdf = (await writePdf(model([table(3)]))).toString('latin1');
    const again = (await writePdf(model([table(3)]))).toString('latin1');
    const body = (text: string) => text.replace(/\/ID \[.*?\]/s, '');
    expect(body(again)).toEqual(body(pdf));
    expect(pdf).toContain('(D:20261220000000Z)');
    expect(pdf).toContain('(Tsunagi)');
  });

  it('repeats the header, shades and aligns as told, and keeps half a surrogate out', () => {
    const { content } = documentDefinition(
      model([
        {
          kind: 'table',
          widths: [60, 'share'],
          header: ['日'],
          rows: [[{ text: 'a\ud800', align: 'right', isShaded: true }]],
        },
        { kind: 'heading', text: '次', onNewPage: true },
      ]),
    );
    expect(content).toMatchObject([
      {
        table: {
          headerRows: 1,
          widths: [60, '*'],
          body: [
            [{ text: '日', bold: true }],
            [{ text: 'a\ufffd', alignment: 'right', fillColor: '#DCE6F1' }],
          ],
        },
      },
      { text: '次', pageBreak: 'before' },
    ]);
  });

  it('takes a text that looks like an address or a file for a text', async () => {
    const hostile = '<img src="http://127.0.0.1/x"> file:///etc/passwd';
    const known = pdfCharacters(await writePdf(model([{ kind: 'text', text: hostile }])));
    const letters = [...known].join(''); // 'fi' is one glyph
    expect(Array.from(hostile).filter((char) => !letters.includes(char))).toEqual([]);
  });

  it('lays out a few at a time, lets a few wait and sends the rest away', async () => {
    const orders = Array.from({ length: 12 }, () => writePdf(model([{ kind: 'text', text: '文' }])));
    const ends = await Promise.allSettled(orders);
    const sentAway = ends.filter((end) => end.status === 'rejected').map(({ reason }) => reason as object);
    expect(sentAway).toHaveLength(2);
    for (const reason of sentAway)
      expect(reason).toMatchObject({ kind: 'unavailable', code: 'too_many_prints' });
    await expect(writePdf(model([table(1)]))).resolves.toBeInstanceOf(Buffer);
  });

  it('refuses what it cannot lay out instead of waiting for ever', async () => {
    const ragged: PdfBlock = { kind: 'table', widths: ['share'], header: ['日'], rows: [row('二つ'), []] };
    await expect(writePdf(model([ragged]))).rejects.toThrow('PDF: ');
  });
});
