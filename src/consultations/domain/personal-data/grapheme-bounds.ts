/** Between two of these there is always a boundary, so that the segmenter need not be asked. */
const PLAIN = /^[\x20-\x7e、。「」ぁ-ゖァ-ヺー\u4e00-\u9fff]?$/;
const GRAPHEMES = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/**
 * Widens a span of a text so that no visible character is cut: marks and joined emoji go with what they belong to. Only the
 * surroundings are segmented; asking `Segments.containing` of a whole text takes time in proportion to its length.
 */
export function widenToGraphemes(text: string, from: number, until: number): { from: number; until: number } {
  return {
    from: isPlain(text, from) ? from : boundariesAround(text, from).before,
    until: isPlain(text, until) ? until : boundariesAround(text, until).after,
  };
}

function isPlain(text: string, index: number): boolean {
  return PLAIN.test(text.charAt(index - 1)) && PLAIN.test(text.charAt(index));
}

function boundariesAround(text: string, index: number): { before: number; after: number } {
  let start = index;
  while (start > 0 && !isPlain(text, start)) start -= 1;
  let end = index;
  while (end < text.length && !isPlain(text, end)) end += 1;
  let before = start;
  for (const grapheme of GRAPHEMES.segment(text.slice(start, end))) {
    const next = start + grapheme.index + grapheme.segment.length;
    if (next > index) return { before, after: before === index ? index : next };
    before = next;
  }
  return { before, after: before };
}
