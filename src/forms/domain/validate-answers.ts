import type { FieldFault } from '../../shared/domain-error';
import { countCodePoints } from '../../shared/count-code-points';
import { escapePointer } from '../../shared/json-pointer';
import { textFault } from '../../shared/text-fault';
import { parseTokyo } from '../../shared/tokyo-time';
import { LONGEST_TEXT } from './check-field';
import type { Answers, FieldCondition, FieldType } from './form-definition';
import type { FormIndex, IndexedField } from './index-form';

const PLAIN_TEXT_MAX = 2_000;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

interface Wrong {
  readonly code: string;
  readonly message: string;
}

/** Everything wrong with a filled-in sheet, all at once. Answers are judged, never changed. */
export function validateAnswers(form: FormIndex, answers: Answers): FieldFault[] {
  const faults: FieldFault[] = [];
  const add = (field: string, wrong: Wrong): void => {
    faults.push({ pointer: `/answers/${escapePointer(field)}`, ...wrong });
  };
  for (const code of Object.keys(answers)) {
    if (!form.fields.has(code)) {
      add(code, { code: 'unknown_field', message: 'この様式にない項目です。' });
    }
  }
  const shown = shownFields(form, answers);
  for (const [code, entry] of form.fields) {
    const wrong = judge(entry, answers, shown.has(code));
    if (wrong) add(code, wrong);
  }
  return faults;
}

function answerTo(answers: Answers, code: string): unknown {
  return Object.hasOwn(answers, code) ? answers[code] : undefined;
}

/** Conditions look back only, so one pass in form order settles them all. */
function shownFields(form: FormIndex, answers: Answers): Set<string> {
  const shown = new Set<string>();
  for (const [code, { field }] of form.fields) {
    if (field.when === undefined || holds(field.when, answers, shown)) shown.add(code);
  }
  return shown;
}

function holds(when: FieldCondition, answers: Answers, shown: ReadonlySet<string>): boolean {
  if (!shown.has(when.field)) return false;
  const given = [answerTo(answers, when.field)].flat();
  return given.some((code) => typeof code === 'string' && when.in.includes(code));
}

function judge(entry: IndexedField, answers: Answers, isShown: boolean): Wrong | null {
  const { field } = entry;
  const value = answerTo(answers, field.code);
  if (!isShown) {
    const message = '表示されない項目です。前の項目の回答と矛盾しています。';
    return value === undefined ? null : { code: 'hidden', message };
  }
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) {
    if (field.required) return { code: 'required', message: '必須の項目です。' };
    if (value === undefined) return null;
  }
  return JUDGES[field.type](entry, value) ?? judgeMain(entry, answers, value);
}

const JUDGES: Readonly<Record<FieldType, (entry: IndexedField, value: unknown) => Wrong | null>> = {
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

function judgeMulti({ options }: IndexedField, value: unknown): Wrong | null {
  if (!Array.isArray(value))
    return { code: 'list', message: '選んだコードの一覧（配列）で指定してください。' };
  const codes: readonly unknown[] = value;
  if (!codes.every((code) => typeof code === 'string' && options.has(code)))
    return { code: 'option', message: '選択肢の中から選んでください。' };
  if (new Set(codes).size !== codes.length)
    return { code: 'duplicate', message: '同じ選択肢が二度選ばれています。' };
  return null;
}

/** The main choice is one of those ticked; "the first one ticked" is never assumed (domain rule 24). */
function judgeMain({ field }: IndexedField, answers: Answers, value: unknown): Wrong | null {
  if (field.mainOf === undefined) return null;
  const ticked = answerTo(answers, field.mainOf);
  if (Array.isArray(ticked) && ticked.includes(value)) return null;
  return { code: 'main', message: '主たるものは、選んだものの中から指定してください。' };
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
