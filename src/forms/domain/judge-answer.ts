import { countCodePoints } from '../../shared/count-code-points';
import { textFault } from '../../shared/text-fault';
import { parseTokyo } from '../../shared/tokyo-time';
import { LONGEST_TEXT, MOST_ROWS } from './check-settings';
import type { FieldType } from './form-definition';
import type { IndexedField } from './index-form';

const PLAIN_TEXT_MAX = 2_000;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

export interface Wrong {
  readonly code: string;
  readonly message: string;
}

/** What is wrong with an answer as such, whatever the others say. */
export function judgeAnswer(entry: IndexedField, value: unknown): Wrong | null {
  const { type } = entry.field;
  return type === 'group' ? judgeRows(entry, value) : JUDGES[type](entry, value);
}

const JUDGES: Readonly<
  Record<Exclude<FieldType, 'group'>, (entry: IndexedField, value: unknown) => Wrong | null>
> = {
  single: judgeSingle,
  multi: judgeMulti,
  number: judgeNumber,
  instant: (_, value) => judgeInstant(value),
  text: judgeText,
};

function judgeSingle({ options }: IndexedField, value: unknown): Wrong | null {
  if (typeof value === 'string' && options.has(value)) return null;
  return { code: 'option', message: '選択肢の中から1つ選んでください。' };
}

function judgeMulti({ field, options }: IndexedField, value: unknown): Wrong | null {
  if (!Array.isArray(value))
    return { code: 'list', message: '選んだコードの一覧（配列）で指定してください。' };
  const codes: readonly unknown[] = value;
  if (!codes.every((code) => typeof code === 'string' && options.has(code)))
    return { code: 'option', message: '選択肢の中から選んでください。' };
  if (new Set(codes).size !== codes.length)
    return { code: 'duplicate', message: '同じ選択肢が二度選ばれています。' };
  if (field.maxSelections !== undefined && codes.length > field.maxSelections)
    return { code: 'selections', message: `選べるのは${field.maxSelections}個までです。` };
  return null;
}

function judgeNumber({ field }: IndexedField, value: unknown): Wrong | null {
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = field;
  if (typeof value === 'number' && Number.isSafeInteger(value) && min <= value && value <= max) return null;
  return { code: 'number', message: `${min}〜${max}の整数で入力してください。` };
}

function judgeInstant(value: unknown): Wrong | null {
  if (typeof value === 'string' && INSTANT.test(value) && parseTokyo(value) !== null) return null;
  return {
    code: 'instant',
    message: '日時は 2025-12-25T10:00:00+09:00 の形式で、時差を付けて入力してください。',
  };
}

function judgeText({ field }: IndexedField, value: unknown): Wrong | null {
  if (typeof value !== 'string') return { code: 'text', message: '文字で入力してください。' };
  const character = textFault(value);
  if (character) return { code: 'character', message: character };
  const max = field.max ?? (field.narrative ? LONGEST_TEXT : PLAIN_TEXT_MAX);
  if (countCodePoints(value) <= max) return null;
  return { code: 'length', message: `${max}文字以内で入力してください。` };
}

function judgeRows({ field }: IndexedField, value: unknown): Wrong | null {
  if (!Array.isArray(value) || !value.every(isRow))
    return { code: 'rows', message: '項目の組の一覧（配列）で指定してください。' };
  const max = field.maxRows ?? MOST_ROWS;
  return value.length <= max ? null : { code: 'rows', message: `${max}行以内にしてください。` };
}

export function isRow(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
