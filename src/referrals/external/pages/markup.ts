/** Markup that was made by `markup`, and so holds no text of anybody's unescaped. */
export class Html {
  constructor(readonly written: string) {}
}

type Part = string | number | Html | readonly Html[] | null;

/** Every value is text until it is Html. */
export function markup(pieces: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(pieces.map((piece, at) => `${piece}${write(parts[at] ?? null)}`).join(''));
}

function write(part: Part): string {
  if (part === null) return '';
  if (part instanceof Html) return part.written;
  if (typeof part === 'object') return part.map(({ written }) => written).join('');
  return escapeText(String(part));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? '');
}
