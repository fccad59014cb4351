import type { FieldFault } from '../../shared/domain-error';
import { checkAnalysisField } from './analysis-fields';
import { checkCondition } from './check-condition';
import { checkSettings } from './check-settings';
import { type FormField, type FormOption, isSealed } from './form-definition';

const FIELD_CODE = /^[a-z][a-z0-9_]{0,39}$/;
const OPTION_CODE = /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/;
/** Names that no JSON body of this API may carry as a key. */
const FORBIDDEN_KEYS = ['constructor', 'prototype'];
/** Columns that every sheet has beside its form. */
const TAKEN_CODES = new Set([
  ...['record_no', 'organisation_code', 'staff_code', 'channel', 'started_at', 'ended_at', 'talk_seconds'],
  ...['call_no', 'sheet_id', ...FORBIDDEN_KEYS],
]);

/** A field and what the form says before it. */
export interface FieldInForm {
  readonly field: FormField;
  readonly pointer: string;
  /** The group whose row it is part of. */
  readonly group: FormField | null;
  /** Fields that stand earlier in the form, by code. */
  readonly earlier: ReadonlyMap<string, FormField>;
  /** Fields of the whole form, by code. */
  readonly all: ReadonlyMap<string, FormField>;
}

export function checkField(place: FieldInForm): FieldFault[] {
  const { field, pointer, group } = place;
  return [
    ...codeFaults(place),
    ...optionFaults(field, pointer),
    ...(group === null ? mainFaults(place) : memberFaults(field, pointer)),
    ...conditionFaults(place),
    ...checkSettings(field, pointer),
    ...checkAnalysisField(field, pointer, group !== null),
  ];
}

function codeFaults({ field, pointer }: FieldInForm): FieldFault[] {
  if (!FIELD_CODE.test(field.code)) {
    return [
      fault(`${pointer}/code`, 'code', '項目コードは英小文字で始まる40文字以内の英小文字・数字・_ です。'),
    ];
  }
  if (!TAKEN_CODES.has(field.code)) return [];
  return [fault(`${pointer}/code`, 'reserved', 'この項目コードは別の用途に使われています。')];
}

function optionFaults(field: FormField, pointer: string): FieldFault[] {
  const options = field.options ?? [];
  const chooses = field.type === 'single' || field.type === 'multi';
  const own = chooses && field.mainOf === undefined;
  if (own && options.length === 0)
    return [fault(`${pointer}/options`, 'options', '選択肢を1つ以上指定してください。')];
  if (!own && options.length > 0)
    return [fault(`${pointer}/options`, 'options', 'この項目には選択肢を指定できません。')];
  return [
    ...options.flatMap((option, index) =>
      OPTION_CODE.test(option.code) && !FORBIDDEN_KEYS.includes(option.code)
        ? []
        : [
            fault(
              `${pointer}/options/${index}/code`,
              'code',
              '選択肢コードは40文字以内の英数字・_・- です。',
            ),
          ],
    ),
    ...repeated(options, (option) => option.code).map((index) =>
      fault(`${pointer}/options/${index}/code`, 'duplicate', '同じコードの選択肢があります。'),
    ),
    ...repeated(options, (option: FormOption) => option.label).map((index) =>
      fault(`${pointer}/options/${index}/label`, 'duplicate', '同じ名称の選択肢があります。'),
    ),
  ];
}

function mainFaults({ field, pointer, all }: FieldInForm): FieldFault[] {
  if (field.mainOf === undefined) return [];
  if (field.type !== 'single')
    return [fault(`${pointer}/mainOf`, 'main', '主たる選択は単一選択の項目にしてください。')];
  if (all.get(field.mainOf)?.type === 'multi') return [];
  return [fault(`${pointer}/mainOf`, 'unknown', '主たる選択の元になる複数選択の項目が見つかりません。')];
}

/** A row holds codes and plain facts. Words about a person get a field of their own, which can be sealed. */
function memberFaults(field: FormField, pointer: string): FieldFault[] {
  const faults: FieldFault[] = [];
  if (field.type === 'group')
    faults.push(fault(`${pointer}/type`, 'nested', '繰り返しの中に繰り返しは置けません。'));
  if (field.mainOf !== undefined)
    faults.push(fault(`${pointer}/mainOf`, 'nested', '繰り返しの中に主たる選択は置けません。'));
  if (isSealed(field)) {
    const message = '自由記述や個人情報の項目は、繰り返しの外に置いてください。';
    faults.push(fault(`${pointer}/${field.narrative ? 'narrative' : 'pii'}`, 'nested', message));
  }
  return faults;
}

function conditionFaults({ field, pointer, earlier, all }: FieldInForm): FieldFault[] {
  const check = (name: 'when' | 'requiredWhen'): FieldFault[] => {
    const condition = field[name];
    return condition === undefined
      ? []
      : checkCondition({ condition, pointer: `${pointer}/${name}`, earlier, all });
  };
  const twice = field.required === true && field.requiredWhen !== undefined;
  const message = '常に必須の項目に、必須になる条件は付けられません。';
  return [
    ...check('when'),
    ...check('requiredWhen'),
    ...(twice ? [fault(`${pointer}/requiredWhen`, 'twice', message)] : []),
  ];
}

/** Positions of items whose key an earlier item already has. */
export function repeated<Item>(items: readonly Item[], keyOf: (item: Item) => string): number[] {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    const key = keyOf(item);
    if (seen.has(key)) return [index];
    seen.add(key);
    return [];
  });
}

function fault(pointer: string, code: string, message: string): FieldFault {
  return { pointer, code, message };
}
