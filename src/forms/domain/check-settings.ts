import type { FieldFault } from '../../shared/domain-error';
import type { FieldType, FormField } from './form-definition';

/** 200,000 characters: a long night's narrative or a pasted chat log. */
export const LONGEST_TEXT = 200_000;
/** Rows of a group that does not say how many it takes. */
export const MOST_ROWS = 100;
const MAX_MEMBERS = 30;

interface Setting {
  readonly name: 'narrative' | 'pii' | 'min' | 'max' | 'maxSelections' | 'maxRows' | 'fields';
  readonly types: readonly FieldType[];
  readonly message: string;
}

const SETTINGS: readonly Setting[] = [
  { name: 'narrative', types: ['text'], message: '自由記述の印は文章の項目にだけ付けられます。' },
  { name: 'pii', types: ['text'], message: '個人情報の印は文章の項目にだけ付けられます。' },
  { name: 'min', types: ['number'], message: '最小値は数値の項目にだけ指定できます。' },
  { name: 'max', types: ['number', 'text'], message: '最大値は数値か文章の項目にだけ指定できます。' },
  { name: 'maxSelections', types: ['multi'], message: '選択数の上限は複数選択の項目にだけ指定できます。' },
  { name: 'maxRows', types: ['group'], message: '行数の上限は繰り返しの項目にだけ指定できます。' },
  { name: 'fields', types: ['group'], message: '中の項目は繰り返しの項目にだけ指定できます。' },
];

/** Settings that do not belong to the type of the field, or make no sense. */
export function checkSettings(field: FormField, pointer: string): FieldFault[] {
  return [
    ...SETTINGS.filter(({ name, types }) => isSet(field[name]) && !types.includes(field.type)).map(
      ({ name, message }) => fault(`${pointer}/${name}`, 'type', message),
    ),
    ...rangeFaults(field).map(({ name, message }) => fault(`${pointer}/${name}`, 'range', message)),
  ];
}

/** A flag that is off and an empty list say nothing. */
function isSet(setting: FormField[Setting['name']]): boolean {
  return setting !== undefined && setting !== false && !(Array.isArray(setting) && setting.length === 0);
}

interface Misfit {
  readonly name: Setting['name'];
  readonly message: string;
}

function rangeFaults({ type, min, max, maxSelections, maxRows, fields }: FormField): Misfit[] {
  const misfits: Misfit[] = [];
  const outside = (value: number | undefined, limit: number) =>
    value !== undefined && (value < 1 || value > limit);
  if (type === 'text' && outside(max, LONGEST_TEXT))
    misfits.push({ name: 'max', message: `文字数の上限は1〜${LONGEST_TEXT}です。` });
  if (type === 'number' && min !== undefined && max !== undefined && min > max)
    misfits.push({ name: 'max', message: '最大値は最小値以上にしてください。' });
  if (type === 'multi' && maxSelections !== undefined && maxSelections < 1)
    misfits.push({ name: 'maxSelections', message: '選択数の上限は1以上です。' });
  if (type === 'group' && outside(maxRows, MOST_ROWS))
    misfits.push({ name: 'maxRows', message: `行数の上限は1〜${MOST_ROWS}です。` });
  if (type === 'group' && outside((fields ?? []).length, MAX_MEMBERS))
    misfits.push({ name: 'fields', message: `中の項目は1〜${MAX_MEMBERS}個にしてください。` });
  return misfits;
}

function fault(pointer: string, code: string, message: string): FieldFault {
  return { pointer, code, message };
}
