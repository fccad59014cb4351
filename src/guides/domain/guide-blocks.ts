interface GuideBlock {
  readonly kind: 'heading' | 'text';
  readonly text: string;
}

const HEADING = /^#{1,3}\s+(.+)$/;
const ITEM = /^\s*[-*]\s+/;

/** The little markdown that documents are written in: headings, items and paragraphs, as they are printed. */
export function guideBlocks(body: string): GuideBlock[] {
  const blocks: GuideBlock[] = [];
  let paragraph: string[] = [];
  const close = (): void => {
    if (paragraph.length > 0) blocks.push({ kind: 'text', text: paragraph.join('\n') });
    paragraph = [];
  };
  for (const line of body.split(/\r?\n/)) {
    const heading = HEADING.exec(line)?.[1];
    if (heading !== undefined || line.trim() === '') close();
    if (heading !== undefined) blocks.push({ kind: 'heading', text: heading.trim() });
    else if (line.trim() !== '') paragraph.push(line.replace(ITEM, '・'));
  }
  close();
  return blocks;
}
