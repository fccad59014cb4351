import { allFieldsOf, type FormDefinition, optionsOf } from './form-definition';

/** One row of `form_option`. */
export interface ListedOption {
  readonly field_code: string;
  readonly code: string;
  readonly label_ja: string;
  readonly sort_order: number;
}

/** Every choice of a form as flat rows, so that statistics can name what nobody ticked. */
export function listOptions(definition: FormDefinition): ListedOption[] {
  return allFieldsOf(definition).flatMap((field) =>
    optionsOf(definition, field).map((option, index) => ({
      field_code: field.code,
      code: option.code,
      label_ja: option.label,
      sort_order: index + 1,
    })),
  );
}
