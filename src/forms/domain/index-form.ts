import { fieldsOf, type FormDefinition, type FormField, type FormOption, optionsOf } from './form-definition';

export interface IndexedField {
  readonly field: FormField;
  /** Code → choice, in the order of the form. */
  readonly options: ReadonlyMap<string, FormOption>;
}

/** A definition prepared for looking up, once per version and not once per sheet. */
export interface FormIndex {
  readonly fields: ReadonlyMap<string, IndexedField>;
}

export function indexForm(definition: FormDefinition): FormIndex {
  return {
    fields: new Map(
      fieldsOf(definition).map((field) => [
        field.code,
        { field, options: new Map(optionsOf(definition, field).map((option) => [option.code, option])) },
      ]),
    ),
  };
}
