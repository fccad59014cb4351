import type { FormField, FormOption } from '../../src/forms/domain/form-definition';
import type { Filled } from './expand/sheet-file';

export const TALK = { code: 'talk', label: '会話成立' };

/** Every form asks how the contact went; publishers of talks only have this one answer. */
export const CONTACT_RESULT: FormField = {
  ...single('contact_result', '相談の成立', [TALK]),
  required: true,
};

export function single(code: string, label: string, options: readonly FormOption[]): FormField {
  return { code, label, type: 'single', options: optionsOf(options) };
}

export function multi(code: string, label: string, options: readonly FormOption[]): FormField {
  return { ...single(code, label, options), type: 'multi' };
}

/** The one choice that a table with single answers counts. */
export function mainOf(multiCode: string, code: string, label: string): FormField {
  return { code, label, type: 'single', mainOf: multiCode };
}

/** Published cells carry counts; a form only takes code and label. */
function optionsOf(options: readonly FormOption[]): FormOption[] {
  return options.map(({ code, label }) => ({ code, label }));
}

/** The same answers in the words of the form: its names of fields, its labels of choices. */
export function inWords(fields: readonly FormField[], answers: Filled): Filled {
  const byCode = new Map(fields.map((field) => [field.code, field]));
  const offeredBy = (code: string | undefined): readonly FormOption[] => {
    const field = code === undefined ? undefined : byCode.get(code);
    return field?.mainOf === undefined ? (field?.options ?? []) : offeredBy(field.mainOf);
  };
  return Object.fromEntries(
    Object.entries(answers).map(([code, answer]) => [
      byCode.get(code)?.label ?? code,
      offeredBy(code).find((option) => option.code === answer)?.label ?? answer,
    ]),
  );
}
