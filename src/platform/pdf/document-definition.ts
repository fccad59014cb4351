import type { PdfBlock, PdfCell, PdfModel, PdfTable } from './pdf-model';

export const FONT = 'NotoSansJP';
export const POINTS = { margin: 28, foot: 34, text: 9, heading: 13 } as const;
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
    content: model.blocks.map(block),
  };
}

function block(part: PdfBlock): object {
  if (part.kind === 'table') return table(part);
  const text = part.text.toWellFormed();
  if (part.kind === 'text') return { text, margin: [0, 0, 0, 6] };
  return {
    text,
    bold: true,
    fontSize: POINTS.heading,
    margin: [0, 0, 0, 6],
    ...(part.onNewPage ? { pageBreak: 'before' } : {}),
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
