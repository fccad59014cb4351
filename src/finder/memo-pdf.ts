import type { PdfBlock, PdfModel } from '../platform/pdf/pdf-model';
import { MEMO_TITLE, type MemoEntry, NOTHING_FOUND } from './domain/finder-memo';

const SIZE = { title: 20, name: 15, phone: 26, text: 12 } as const;

/** A page to hand out: large numbers, short sentences, room to write. */
export function memoPdf(entries: readonly MemoEntry[], asOf: Date): PdfModel {
  return {
    title: MEMO_TITLE,
    creator: 'Tsunagi',
    asOf,
    paper: 'A4',
    orientation: 'portrait',
    blocks: [
      text(MEMO_TITLE, SIZE.title, true),
      text(
        entries.length === 0
          ? NOTHING_FOUND
          : '話を聞いてくれるところです。電話して「相談したいです」と言ってください。名前を言わなくてもかまいません。',
      ),
      ...entries.map(entryBlock),
      { kind: 'group', blocks: [text('メモ', SIZE.name, true), { kind: 'rules', count: 3 }] },
    ],
  };
}

function entryBlock({ name, bodyName, phones, sentences }: MemoEntry): PdfBlock {
  return {
    kind: 'group',
    blocks: [
      text(name, SIZE.name, true),
      ...(bodyName === name ? [] : [text(bodyName)]),
      ...phones.flatMap(({ number, note }) => [
        text(number, SIZE.phone, true),
        ...(note === null ? [] : [text(`↑ ${note}`)]),
      ]),
      text(sentences.join('\n')),
    ],
  };
}

function text(words: string, size: number = SIZE.text, isBold = false): PdfBlock {
  return { kind: 'text', text: words, size, isBold };
}
