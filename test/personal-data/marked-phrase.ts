export interface MarkedSpan {
  readonly kind: string;
  readonly from: number;
  readonly until: number;
}

export interface MarkedPhrase {
  readonly text: string;
  readonly spans: readonly MarkedSpan[];
}

/** Takes the marks out of a phrase: the plain text, and where each mark was in it. */
export function readMarkedPhrase(marked: string): MarkedPhrase {
  const spans: MarkedSpan[] = [];
  let text = '';
  let read = 0;
  for (const found of marked.matchAll(/\{([a-z_]+):([^{}]+)\}/g)) {
    text += marked.slice(read, found.index);
    const [whole, kind = '', inside = ''] = found;
    spans.push({ kind, from: text.length, until: text.length + inside.length });
    text += inside;
    read = found.index + whole.length;
  }
  return { text: text + marked.slice(read), spans };
}
