import type { CallEnding, CallResult } from './call';
import { type CallCodes, nameKey, type Names } from './call-codes';
import { type CallColumn, columnTitle } from './call-columns';
import { type CallFault, callFault, type CellReader } from './call-row';

export interface WordReaders {
  readonly leg: CellReader<number>;
  readonly digit: CellReader<string | null>;
  readonly channel: CellReader<string>;
  readonly origin: CellReader<string>;
  readonly result: CellReader<CallResult | null>;
  readonly organisationId: CellReader<string | null>;
  readonly endedBy: CellReader<CallEnding | null>;
}

interface Column<Value> {
  readonly key: CallColumn;
  /** What a blank cell stands for; also goes on where a row is refused anyway. */
  readonly blank: Value;
  readonly fault: CallFault;
  /** Undefined: this word means nothing here. */
  readonly meaning: (word: string) => Value | undefined;
}

const LEG = /^[1-9]\d?$/;
const DIGIT = /^[0-9*#]{1,2}$/;
const REMEMBERED = 1_000;

/** Readers of the columns that hold few different words. */
export function wordReaders(codes: CallCodes): WordReaders {
  return {
    leg: wordReader<number>({
      key: 'leg',
      blank: 1,
      fault: callFault('leg', 'leg', 'レグは1〜99の整数で入力してください。'),
      meaning: (word) => (LEG.test(word) ? Number(word) : undefined),
    }),
    digit: wordReader<string | null>({
      key: 'digit',
      blank: null,
      fault: callFault('digit', 'digit', '選択番号は0〜9・*・#の2文字以内で入力してください。'),
      meaning: (word) => (DIGIT.test(word) ? word : undefined),
    }),
    channel: codeReader('channel', codes.channels, 'phone'),
    origin: codeReader('origin', codes.origins, 'unknown'),
    result: codeReader('result', codes.results, null),
    endedBy: codeReader('endedBy', codes.endings, null),
    organisationId: codeReader('organisationCode', codes.organisations, null),
  };
}

function codeReader<Code extends string, Blank>(
  key: CallColumn,
  names: Names<Code>,
  blank: Blank,
): CellReader<Code | Blank> {
  const message = `${columnTitle(key)}が、登録されているどれでもありません。`;
  return wordReader<Code | Blank>({
    key,
    blank,
    fault: callFault(key, 'unknown_code', message),
    meaning: (word) => names.get(word),
  });
}

/** Each different word is worked out once. */
function wordReader<Value>({ key, blank, fault, meaning }: Column<Value>): CellReader<Value> {
  const known = new Map<string, Value>();
  return (row, faults) => {
    const cell = row.cell(key);
    if (cell === '') return blank;
    const before = known.get(cell);
    if (before !== undefined) return before;
    const word = nameKey(cell);
    const value = word === '' ? blank : meaning(word);
    if (value === undefined) faults.push(fault);
    else if (known.size < REMEMBERED) known.set(cell, value);
    return value ?? blank;
  };
}
