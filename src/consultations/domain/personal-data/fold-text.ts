import { KANJI_VARIANTS } from './kanji-variants';

/** A text made comparable, and for each of its UTF-16 units where that unit came from. */
export interface FoldedText {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const HYPHENS = /[\u2010-\u2015\u2212\u2500\u2501\ufe58\ufe63\uff0d]/;
/** Says nothing to a reader: controls of direction and joining, soft hyphens, selectors of variants, tags, piled marks. */
const UNSEEN = /^[\p{Cf}\p{Mn}\p{Me}\u115f\u1160\u3164\uffa0]$/u;
/** ㈱ is (株), ㍿ is 株式会社; one character of Arabic is a phrase of eighteen. */
const LONGEST_EXPANSION = 6;
const SOUND_MARKS: ReadonlyMap<string, string> = new Map([
  ['\u3099', '\u3099'],
  ['\u309b', '\u3099'],
  ['\uff9e', '\u3099'],
  ['\u309a', '\u309a'],
  ['\u309c', '\u309a'],
  ['\uff9f', '\u309a'],
]);

/**
 * Folds width, hyphens, half-width kana and variants of kanji, and leaves out what nobody sees, so that one rule reads every
 * way of writing. Used for finding only: nothing of it is ever written back.
 */
export function foldText(text: string): FoldedText {
  const folded = new Folded();
  for (let at = 0; at < text.length;) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    const end = at + character.length;
    if (!folded.voice(character, end)) folded.add(foldCharacter(character), at, end);
    at = end;
  }
  return folded.finish();
}

class Folded {
  private readonly units: string[] = [];
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];

  add(characters: string, start: number, end: number): void {
    for (let index = 0; index < characters.length; index += 1) {
      this.units.push(characters.charAt(index));
      this.starts.push(start);
      this.ends.push(end);
    }
  }

  /** ﾀﾞ and た+゙ are one kana; true when the mark was joined to the kana before it. */
  voice(character: string, end: number): boolean {
    const mark = SOUND_MARKS.get(character);
    const last = this.units.length - 1;
    if (mark === undefined || last < 0) return false;
    const joined = `${this.units[last] ?? ''}${mark}`.normalize('NFC');
    if (joined.length !== 1) return false;
    this.units[last] = joined;
    this.ends[last] = end;
    return true;
  }

  finish(): FoldedText {
    return { text: this.units.join(''), starts: this.starts, ends: this.ends };
  }
}

function foldCharacter(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x80 || (code >= 0x3041 && code <= 0x30ff && code !== 0x3099 && code !== 0x309a))
    return character;
  if (code >= 0x3400 && code <= 0x9fff) return KANJI_VARIANTS.get(character) ?? character;
  if (HYPHENS.test(character)) return '-';
  if (UNSEEN.test(character)) return '';
  // ①: a number of a list, not a digit of what follows.
  if (code >= 0x2460 && code <= 0x24ff) return character;
  const plain = character.normalize('NFKC');
  if (plain.length > LONGEST_EXPANSION) return character;
  return KANJI_VARIANTS.get(plain) ?? plain;
}
