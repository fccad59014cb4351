import { describeCondition } from './describe-condition';
import { estimateField, estimateFilling, type FillingTime } from './estimate-filling';
import { type FieldType, type FormDefinition, type FormField, optionsOf } from './form-definition';

/** A form as a person reads it before it is published. */
export interface FormOutline {
  readonly sections: readonly {
    readonly label: string;
    readonly help: string | null;
    readonly fields: readonly OutlinedField[];
  }[];
  readonly seconds: FillingTime;
}

export interface OutlinedField {
  readonly code: string;
  readonly label: string;
  readonly help: string | null;
  /** What is to be filled in, in words. */
  readonly kind: string;
  readonly options: readonly string[];
  readonly shown: string;
  readonly required: string;
  readonly flags: readonly string[];
  readonly seconds: number;
  readonly fields: readonly OutlinedField[];
}

const KINDS: Readonly<Record<FieldType, string>> = {
  single: '1つ選択',
  multi: '複数選択',
  number: '数値',
  instant: '日時',
  text: '文章',
  group: '繰り返し',
};

export function outlineForm(definition: FormDefinition): FormOutline {
  return {
    sections: definition.sections.map((section) => ({
      label: section.label,
      help: section.help ?? null,
      fields: section.fields.map((field) => outlineField(definition, field)),
    })),
    seconds: estimateFilling(definition),
  };
}

function outlineField(definition: FormDefinition, field: FormField): OutlinedField {
  return {
    code: field.code,
    label: field.label,
    help: field.help ?? null,
    kind: kindOf(definition, field),
    options: optionsOf(definition, field).map((option) => option.label),
    shown: field.when ? `${describeCondition(definition, field.when)}とき` : '常に',
    required: requiredInWords(definition, field),
    flags: [...(field.narrative ? ['自由記述'] : []), ...(field.pii ? ['個人情報'] : [])],
    seconds: estimateField(definition, field),
    fields: (field.fields ?? []).map((member) => outlineField(definition, member)),
  };
}

function kindOf(definition: FormDefinition, field: FormField): string {
  const { type, mainOf, maxSelections, maxRows, min, max } = field;
  if (mainOf !== undefined) {
    const list = definition.sections.flatMap((section) => section.fields).find(({ code }) => code === mainOf);
    return `「${list?.label ?? mainOf}」で選んだものから1つ`;
  }
  const limits = {
    single: '',
    multi: maxSelections === undefined ? '' : `${maxSelections}個まで`,
    number: rangeInWords(min, max),
    instant: '',
    text: max === undefined ? '' : `${max}文字まで`,
    group: maxRows === undefined ? '' : `${maxRows}行まで`,
  }[type];
  return limits === '' ? KINDS[type] : `${KINDS[type]}（${limits}）`;
}

function rangeInWords(min: number | undefined, max: number | undefined): string {
  if (min === undefined) return max === undefined ? '' : `${max}以下`;
  return max === undefined ? `${min}以上` : `${min}〜${max}`;
}

function requiredInWords(definition: FormDefinition, field: FormField): string {
  if (field.required) return '必須';
  return field.requiredWhen ? `${describeCondition(definition, field.requiredWhen)}とき必須` : '任意';
}
