import type { Match } from '../../directory/domain/match-services';
import { type CallNumber, cautionsInWords, hoursInWords, numbersToCall, spokenNumber } from './plain-words';

/** What goes on paper or is read out of one service: nothing of the caller, and no address. */
export interface MemoEntry {
  readonly name: string;
  readonly bodyName: string;
  readonly phones: readonly CallNumber[];
  /** A sentence each. */
  readonly sentences: readonly string[];
}

export const MEMO_TITLE = '相談先のメモ';
export const NOTHING_FOUND = '今、電話できる相談先は見つかりませんでした。';

export function memoEntry(match: Match): MemoEntry {
  const { service } = match;
  return {
    name: service.name,
    bodyName: service.bodyName,
    phones: numbersToCall(service),
    sentences: [
      ...hoursInWords(service),
      ...(service.fee === null ? [] : [`お金は、${service.fee}。`]),
      ...(service.languages.some((language) => language !== 'ja')
        ? ['日本語のほかの言葉でも話せます。']
        : []),
      ...(service.accompaniment === 'yes' ? ['いっしょに行ってくれる人を頼めます。'] : []),
      ...cautionsInWords(match),
    ],
  };
}

/** To be read out, a sentence per line, an empty line where a breath is taken. */
export function readout(entries: readonly MemoEntry[]): string {
  if (entries.length === 0) return `${NOTHING_FOUND}\n`;
  const parts = entries.map(({ name, phones, sentences }, at) =>
    [
      ...(entries.length === 1 ? [] : [`${at + 1}つ目です。`]),
      `${name}です。`,
      ...phones.slice(0, 1).map(({ number }) => `電話番号は、${spokenNumber(number)}。`),
      ...phones.slice(0, 1).map(({ number }) => `もう一度言います。${spokenNumber(number)}。`),
      ...sentences,
    ].join('\n'),
  );
  return `${[`相談先は${entries.length}つあります。`, ...parts].join('\n\n')}\n`;
}
