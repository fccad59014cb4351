/** Insides of character classes over folded text. 〇 is left out of the kanji: it stands for a digit or for a blank. */
export const KANJI = '\\u3400-\\u4dbf\\u4e00-\\u9fff々ヶヵ';
export const HIRAGANA = '\\u3041-\\u3096';
export const KATAKANA = '\\u30a1-\\u30f4ー';

export type Script = 'kanji' | 'hiragana' | 'katakana' | 'latin' | 'none';

/** By code unit, because every rule asks it for every character near a name; the same ranges as in the classes above. */
export function scriptAt(text: string, index: number): Script {
  const code = text.charCodeAt(index);
  if (code >= 0x4e00 && code <= 0x9fff) return 'kanji';
  if (code >= 0x3041 && code <= 0x3096) return 'hiragana';
  if (code === 0x3005 || code === 0x30f5 || code === 0x30f6) return 'kanji';
  if ((code >= 0x30a1 && code <= 0x30f4) || code === 0x30fc) return 'katakana';
  if (code >= 0x3400 && code <= 0x4dbf) return 'kanji';
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a ? 'latin' : 'none';
}

/** Where the run of one script that ends at `until` begins, looking back no further than `longest`. */
export function runStart(text: string, until: number, longest: number): number {
  const script = scriptAt(text, until - 1);
  if (script === 'none') return until;
  let from = until;
  while (from > 0 && until - from < longest && scriptAt(text, from - 1) === script) from -= 1;
  return from;
}

export function toKatakana(hiragana: string): string {
  return hiragana.replace(/[\u3041-\u3094]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));
}

const KANJI_DIGITS = '〇一二三四五六七八九';

/** Kanji digits and the circles that stand for zero as ASCII digits, character for character. */
export function withAsciiDigits(text: string): string {
  return text.replace(/[〇一二三四五六七八九零○◯]/g, (digit) =>
    String(Math.max(0, KANJI_DIGITS.indexOf(digit))),
  );
}

/** `pattern` must be sticky: does it fit exactly here? */
export function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

/** Where a name in kanji, katakana and letters that ends at `until` begins. */
export function nameStart(text: string, until: number, longest: number): number {
  let from = until;
  while (from > 0 && until - from < longest && isOfANoun(scriptAt(text, from - 1))) from -= 1;
  return from;
}

function isOfANoun(script: Script): boolean {
  return script !== 'none' && script !== 'hiragana';
}
