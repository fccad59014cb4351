import type { FieldFault } from '../../shared/domain-error';
import { escapePointer } from '../../shared/json-pointer';

/** What a draft may hold at its top: the parts of a sheet, each in any state. */
export const DRAFT_KEYS = [
  'periodId',
  'channel',
  'startedAt',
  'endedAt',
  'talkSeconds',
  'contactId',
  'answers',
] as const;

/** A text under way. Nothing is promised about any value, except that it comes back as it was sent. */
export type DraftContent = Readonly<Partial<Record<(typeof DRAFT_KEYS)[number], unknown>>>;

/** What makes a text impossible to keep or to recognise; whether it makes sense is asked when it is submitted. */
export function checkDraft(content: Readonly<Record<string, unknown>>): FieldFault[] {
  const known: readonly string[] = DRAFT_KEYS;
  const faults = Object.keys(content)
    .filter((key) => !known.includes(key))
    .map((key) => fault(`/${escapePointer(key)}`, 'unknown_field', 'この項目は受け付けていません。'));
  const { answers } = content;
  if (answers !== undefined && answers !== null && (typeof answers !== 'object' || Array.isArray(answers))) {
    faults.push(fault('/answers', 'object', '項目の組（オブジェクト）で指定してください。'));
  }
  return [...faults, ...lostNumbers(content, '')];
}

/** A number beyond what JavaScript holds would come back as null. */
function lostNumbers(value: unknown, pointer: string): FieldFault[] {
  if (typeof value === 'number') {
    return Number.isFinite(value)
      ? []
      : [fault(pointer, 'number', '数値が大きすぎて、そのまま保存できません。')];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    lostNumbers(item, `${pointer}/${escapePointer(key)}`),
  );
}

function fault(pointer: string, code: string, message: string): FieldFault {
  return { pointer, code, message };
}
