import type { Random } from '../../../seeds/demo/random';
import { marksOf } from '../history';
import type { Note } from './journal';

const PIECE = /〔[^〕]+〕[^〔]*/gu;
/** Kana, kanji beyond the basic plane, a family of five code points, both dashes, a newline. */
const LETTERS =
  'あ い う え お か き く け こ さ し す せ そ た ち つ て と な に 話 夜 電 𠮷 髙 〜 ～ ― ー 。 、 👨‍👩‍👧 \n'.split(
    ' ',
  );

/** A burst of keystrokes: its mark and a few words. */
export function newPiece(mark: string, random: Random): string {
  const length = random.whole(3, 25);
  return mark + Array.from({ length }, () => random.pick(LETTERS)).join('');
}

/** The text without the piece that was typed last, and the mark of that piece; null when it is not one's own. */
export function withoutLastPiece(note: Note): { text: string; mark: string } | null {
  const mark = marksOf(note.text).at(-1);
  if (mark === undefined || !note.typed.includes(mark)) return null;
  return { text: note.text.slice(0, note.text.lastIndexOf(mark)), mark };
}

/** Somebody else's text with what only this tab has: nobody's words go because two people typed at once. */
export function mergeInto(theirs: string, note: Note): string {
  const gone = new Set(note.erased);
  const kept = piecesOf(theirs).filter(([mark]) => !gone.has(mark));
  const there = new Set(kept.map(([mark]) => mark));
  const own = piecesOf(note.text).filter(([mark]) => note.typed.includes(mark) && !there.has(mark));
  return [...kept, ...own].map(([, piece]) => piece).join('');
}

function piecesOf(text: string): [mark: string, piece: string][] {
  return (text.match(PIECE) ?? []).map((piece) => [marksOf(piece)[0] ?? '', piece]);
}
