import type { FieldFault } from '../../shared/domain-error';
import type { FieldType, FormField } from './form-definition';

/** What the period's tables expect of a field they read. */
interface AnalysisField {
  readonly type: FieldType;
  /** The period's tables that count it. */
  readonly tables: readonly string[];
  /** The multi field whose main choice it is. */
  readonly mainOf?: string;
  /** Codes with a fixed meaning in the tables; other fields may bring their own. */
  readonly codes?: readonly string[];
  /** The one of them without which the tables have no base. */
  readonly needs?: string;
  /** Asked on every sheet: an empty answer would have no meaning. */
  readonly always?: boolean;
  readonly within?: { readonly min: number; readonly max: number };
}

const AGE = { type: 'number', within: { min: 0, max: 119 }, tables: ['T07'] } as const;
const CONTACT_RESULTS = ['talk', 'silent', 'short', 'prank', 'wrong', 'dropped'];
const PREFECTURES = Array.from({ length: 47 }, (_, index) => String(index + 1).padStart(2, '0'));

/**
 * The fields that become columns of the statistics. A form may leave any of them out (its sheets then count as
 * unknown), but one that has them must have them in this shape.
 */
const ANALYSIS_FIELDS: ReadonlyMap<string, AnalysisField> = new Map(
  Object.entries({
    contact_result: {
      type: 'single',
      codes: CONTACT_RESULTS,
      needs: 'talk',
      always: true,
      tables: ['T07', 'T09', 'T10', 'T22'],
    },
    caller_relation: { type: 'single', tables: ['T22'] },
    gender: { type: 'single', tables: ['T07', 'T09', 'T10'] },
    age_years: AGE,
    age_band: { type: 'single', tables: ['T07'] },
    subject_gender: { type: 'single', tables: ['T07'] },
    subject_age_years: AGE,
    subject_age_band: { type: 'single', tables: ['T07'] },
    prefecture: { type: 'single', codes: [...PREFECTURES, 'unknown'], tables: ['T08'] },
    contact_history: { type: 'single', tables: ['T18'] },
    fields: { type: 'multi', tables: ['T09', 'T11'] },
    main_field: { type: 'single', mainOf: 'fields', tables: ['T09', 'T11'] },
    worry_category: { type: 'multi', tables: [] },
    suicide_risk: { type: 'single', tables: ['T12'] },
    urgency: { type: 'single', tables: ['T12'] },
    responses: { type: 'multi', tables: ['T10', 'T11'] },
    main_response: { type: 'single', mainOf: 'responses', tables: ['T10', 'T11'] },
  } satisfies Record<string, AnalysisField>),
);

/** The tables that count this field, by their names in the period's analysis; null when it is the form's own. */
export function tablesReading(fieldCode: string): readonly string[] | null {
  return ANALYSIS_FIELDS.get(fieldCode)?.tables ?? null;
}

export function checkAnalysisField(field: FormField, pointer: string, inGroup: boolean): FieldFault[] {
  const expected = ANALYSIS_FIELDS.get(field.code);
  if (!expected) return [];
  if (inGroup) return [fault(`${pointer}/code`, 'この項目は集計に使うため、繰り返しの中には置けません。')];
  return [
    ...typeFaults(field, expected, pointer),
    ...codeFaults(field, expected, pointer),
    ...rangeFaults(field, expected, pointer),
  ];
}

function typeFaults(field: FormField, expected: AnalysisField, pointer: string): FieldFault[] {
  const faults: FieldFault[] = [];
  if (field.type !== expected.type)
    faults.push(fault(`${pointer}/type`, `この項目は集計に使うため、型は ${expected.type} にしてください。`));
  if (field.mainOf !== expected.mainOf) {
    const message =
      expected.mainOf === undefined
        ? 'この項目は集計に使うため、選択肢を自身に持たせてください。'
        : `この項目は集計に使うため、${expected.mainOf} の主たる選択（mainOf）にしてください。`;
    faults.push(fault(`${pointer}/mainOf`, message));
  }
  if (expected.always && (field.required !== true || field.when !== undefined))
    faults.push(
      fault(`${pointer}/required`, 'この項目は集計に使うため、常に表示する必須項目にしてください。'),
    );
  return faults;
}

function codeFaults(field: FormField, expected: AnalysisField, pointer: string): FieldFault[] {
  const known = expected.codes;
  if (!known) return [];
  const options = field.options ?? [];
  const lacks = expected.needs !== undefined && !options.some(({ code }) => code === expected.needs);
  const message = `この項目は集計に使うため、選択肢 ${expected.needs ?? ''} が必要です。`;
  return [
    ...options.flatMap((option, index) =>
      known.includes(option.code)
        ? []
        : [fault(`${pointer}/options/${index}/code`, 'この項目の集計で使えるコードではありません。')],
    ),
    ...(lacks ? [fault(`${pointer}/options`, message)] : []),
  ];
}

function rangeFaults(field: FormField, expected: AnalysisField, pointer: string): FieldFault[] {
  const range = expected.within;
  if (!range) return [];
  const inside = field.min !== undefined && field.max !== undefined;
  if (inside && field.min >= range.min && field.max <= range.max) return [];
  const message = `この項目は集計に使うため、${range.min}〜${range.max} の範囲で min と max を指定してください。`;
  return [fault(`${pointer}/max`, message)];
}

function fault(pointer: string, message: string): FieldFault {
  return { pointer, code: 'analysis', message };
}
