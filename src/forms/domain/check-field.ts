import type { FieldFault } from '../../shared/domain-error';
import { checkAnalysisField } from './analysis-fields';
import type { FieldCondition, FormField, FormOption } from './form-definition';

const FIELD_CODE = /^[a-z][a-z0-9_]{0,39}$/;
const OPTION_CODE = /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/;
/** Columns that every sheet has beside its form, and names that no JSON body of this API may carry. */
const TAKEN_CODES = new Set([
  ...['record_no', 'organisation_code', 'staff_code', 'channel', 'started_at', 'ended_at', 'talk_seconds'],
  ...['call_no', 'constructor', 'prototype'],
]);
/** 200,000 characters: a long night's narrative or a pasted chat log. */
export const LONGEST_TEXT = 200_000;

/** A field and what the form says before it. */
export interface FieldInForm {
  readonly field: FormField;
  readonly pointer: string;
  /** Fields that stand earlier in the form, by code. */
  readonly earlier: ReadonlyMap<string, FormField>;
  /** Fields of the whole form, by code. */
  readonly all: ReadonlyMap<string, FormField>;
}

export function checkField(place: FieldInForm): FieldFault[] {
  const { field, pointer } = place;
  return [
    ...codeFaults(place),
    ...optionFaults(field, pointer),
    ...mainFaults(place),
    ...conditionFaults(place),
    ...settingFaults(field, pointer),
    ...checkAnalysisField(field, pointer),
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
      OPTION_CODE.test(option.code)
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

/** Only on what stands earlier: the form can be filled in from top to bottom, and no condition can run in a circle. */
function conditionFaults({ field, pointer, earlier, all }: FieldInForm): FieldFault[] {
  if (field.when === undefined) return [];
  const other = earlier.get(field.when.field);
  if (!other) {
    const message = all.has(field.when.field)
      ? '表示条件の項目は、この項目より前に置いてください。'
      : '表示条件の項目が見つかりません。';
    return [fault(`${pointer}/when/field`, 'unknown', message)];
  }
  if (other.type !== 'single' && other.type !== 'multi')
    return [fault(`${pointer}/when/field`, 'type', '表示条件には選択肢のある項目を使ってください。')];
  return conditionCodeFaults(field.when, other.mainOf === undefined ? other : all.get(other.mainOf), pointer);
}

function conditionCodeFaults(
  when: FieldCondition,
  list: FormField | undefined,
  pointer: string,
): FieldFault[] {
  if (when.in.length === 0)
    return [fault(`${pointer}/when/in`, 'options', '表示条件の選択肢を1つ以上指定してください。')];
  const known = new Set((list?.options ?? []).map((option) => option.code));
  return when.in.flatMap((code, index) =>
    known.has(code)
      ? []
      : [fault(`${pointer}/when/in/${index}`, 'unknown', '表示条件の選択肢が見つかりません。')],
  );
}

function settingFaults(field: FormField, pointer: string): FieldFault[] {
  const faults: FieldFault[] = [];
  const { type, min, max } = field;
  if (field.narrative && type !== 'text')
    faults.push(fault(`${pointer}/narrative`, 'type', '自由記述の印は文章の項目にだけ付けられます。'));
  if (min !== undefined && type !== 'number')
    faults.push(fault(`${pointer}/min`, 'type', '最小値は数値の項目にだけ指定できます。'));
  if (max !== undefined && type !== 'number' && type !== 'text')
    faults.push(fault(`${pointer}/max`, 'type', '最大値は数値か文章の項目にだけ指定できます。'));
  if (type === 'text' && max !== undefined && (max < 1 || max > LONGEST_TEXT))
    faults.push(fault(`${pointer}/max`, 'range', `文字数の上限は1〜${LONGEST_TEXT}です。`));
  if (type === 'number' && min !== undefined && max !== undefined && min > max)
    faults.push(fault(`${pointer}/max`, 'range', '最大値は最小値以上にしてください。'));
  return faults;
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
