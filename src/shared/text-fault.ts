import { countCodePoints } from './count-code-points';

// In Unicode mode a well-formed pair is one character and no surrogate.
const LONE_SURROGATE = /\p{Cs}/u;

/** Names the character that PostgreSQL could not keep as it is; null when the text is safe. */
export function textFault(text: string): string | null {
  const nul = text.indexOf('\u0000');
  if (nul >= 0) return `${placeOf(text, nul)}文字目に使用できない文字（U+0000）があります。`;
  if (text.isWellFormed()) return null;
  const lone = text.search(LONE_SURROGATE);
  return `${placeOf(text, lone)}文字目に対になっていないサロゲート（不完全な文字）があります。`;
}

function placeOf(text: string, index: number): number {
  return countCodePoints(text.slice(0, index)) + 1;
}
