import type { FieldFault } from '../../shared/domain-error';
import { escapePointer } from '../../shared/json-pointer';
import { answerTo, isAnswered } from './evaluate-condition';
import type { Answers } from './form-definition';
import type { FormIndex, IndexedField, IndexedFields } from './index-form';
import { isRow, judgeAnswer, type Wrong } from './judge-answer';
import { settleFields, type SettledFields } from './settle-fields';

/** Everything wrong with a filled-in sheet, all at once. Answers are judged, never changed. */
export function validateAnswers(form: FormIndex, answers: Answers): FieldFault[] {
  return judgeFields(form.fields, answers, { pointer: '/answers', around: {} });
}

interface Place {
  readonly pointer: string;
  /** What is known outside the row that is judged. */
  readonly around: Answers;
}

function judgeFields(fields: IndexedFields, answers: Answers, { pointer, around }: Place): FieldFault[] {
  const faults: FieldFault[] = [];
  const add = (code: string, wrong: Wrong): void => {
    faults.push({ pointer: `${pointer}/${escapePointer(code)}`, ...wrong });
  };
  for (const code of Object.keys(answers)) {
    if (!fields.has(code)) add(code, { code: 'unknown_field', message: 'この様式にない項目です。' });
  }
  const settled = settleFields(
    [...fields.values()].map((entry) => entry.field),
    answers,
    around,
  );
  for (const [code, entry] of fields) {
    const wrong = judge(entry, answers, settled);
    if (wrong) add(code, wrong);
    else if (settled.shown.has(code)) {
      faults.push(...rowFaults(entry, answerTo(answers, code), { pointer, around: settled.known }));
    }
  }
  return faults;
}

function judge(entry: IndexedField, answers: Answers, settled: SettledFields): Wrong | null {
  const { code } = entry.field;
  const value = answerTo(answers, code);
  if (!settled.shown.has(code)) {
    const message = '表示されない項目です。前の項目の回答と矛盾しています。';
    return value === undefined ? null : { code: 'hidden', message };
  }
  // Null is an answer of the wrong type, not a missing one.
  if (value !== null && !isAnswered(value)) {
    if (settled.required.has(code)) return { code: 'required', message: '必須の項目です。' };
    if (value === undefined) return null;
  }
  return judgeAnswer(entry, value) ?? judgeMain(entry, answers, value);
}

/** The main choice is one of those ticked; "the first one ticked" is never assumed (domain rule 24). */
function judgeMain({ field }: IndexedField, answers: Answers, value: unknown): Wrong | null {
  if (field.mainOf === undefined) return null;
  const ticked = answerTo(answers, field.mainOf);
  if (Array.isArray(ticked) && ticked.includes(value)) return null;
  return { code: 'main', message: '主たるものは、選んだものの中から指定してください。' };
}

function rowFaults({ field, members }: IndexedField, value: unknown, place: Place): FieldFault[] {
  if (field.type !== 'group' || !Array.isArray(value)) return [];
  return value.filter(isRow).flatMap((row, index) => {
    const pointer = `${place.pointer}/${field.code}/${index}`;
    if (Object.values(row).some(isAnswered)) return judgeFields(members, row, { ...place, pointer });
    return [{ pointer, code: 'empty', message: '何も記入されていない行です。' }];
  });
}
