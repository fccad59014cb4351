import type { PdfBlock, PdfCell, PdfModel, PdfTable } from './pdf-model';

export const FONT = 'NotoSansJP';
export const POINTS = { margin: 28, foot: 34, text: 9, heading: 13, rule: 24 } as const;
const PAPER_POINTS = { A3: [841.89, 1190.55], A4: [595.28, 841.89] } as const;
const SHADE = '#DCE6F1';

/** What the library is told, as data that can go to another thread; foot and frames are drawn there. */
export function documentDefinition(model: PdfModel) {
  const title = model.title.toWellFormed();
  return {
    pageSize: model.paper,
    pageOrientation: model.orientation,
    pageMargins: [POINTS.margin, POINTS.margin, POINTS.margin, POINTS.foot],
    info: { title, creator: model.creator, producer: model.creator, creationDate: model.asOf },
    language: 'ja-JP',
    defaultStyle: { font: FONT, fontSize: POINTS.text },
    content: model.blocks.map((part) => block(part, model)),
  };
}

function block(part: PdfBlock, model: PdfModel): object {
  if (part.kind === 'table') return table(part);
  if (part.kind === 'rules') return rules(part.count, model);
  if (part.kind === 'qr') return { qr: part.text, fit: part.size, eccLevel: 'M', margin: [0, 4, 0, 10] };
  if (part.kind === 'group')
    return {
      stack: part.blocks.map((inner) => block(inner, model)),
      unbreakable: true,
      margin: [0, 6, 0, 6],
    };
  const text = part.text.toWellFormed();
  if (part.kind === 'text')
    return { text, margin: [0, 0, 0, 6], fontSize: part.size ?? POINTS.text, bold: part.isBold ?? false };
  return {
    text,
    bold: true,
    fontSize: POINTS.heading,
    margin: [0, 0, 0, 6],
    ...(part.onNewPage ? { pageBreak: 'before' } : {}),
  };
}

function rules(count: number, { paper, orientation }: PdfModel): object {
  const [narrow, wide] = PAPER_POINTS[paper];
  const width = (orientation === 'portrait' ? narrow : wide) - 2 * POINTS.margin;
  return {
    margin: [0, 0, 0, 6],
    canvas: Array.from({ length: count }, (_, at) => {
      const y = (at + 1) * POINTS.rule;
      return { type: 'line', x1: 0, y1: y, x2: width, y2: y, lineWidth: 0.4, lineColor: '#8C8C8C' };
    }),
  };
}

function table(part: PdfTable): object {
  const header = part.header.map((text) => cell({ text, isBold: true, isShaded: true, align: 'center' }));
  return {
    fontSize: part.fontSize ?? POINTS.text,
    margin: [0, 0, 0, 8],
    layout: 'grid',
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: part.widths.map((width) => (width === 'share' ? '*' : width)),
      body: [header, ...part.rows.map((row) => row.map(cell))],
    },
  };
}

function cell({ text, align, isShaded, isBold }: PdfCell): object {
  return {
    text: text.toWellFormed(),
    alignment: align ?? 'left',
    ...(isBold ? { bold: true } : {}),
    ...(isShaded ? { fillColor: SHADE } : {}),
  };
}
