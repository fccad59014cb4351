import { fieldsOf, type FormDefinition, type FormField, type FormOption, optionsOf } from './form-definition';

export interface IndexedField {
  readonly field: FormField;
  /** Code → choice, in the order of the form. */
  readonly options: ReadonlyMap<string, FormOption>;
  /** Fields of one row, when it is a group. */
  readonly members: IndexedFields;
}

/** Code → field, in the order of the form. */
export type IndexedFields = ReadonlyMap<string, IndexedField>;

/** A definition prepared for looking up, once per version and not once per sheet. */
export interface FormIndex {
  readonly fields: IndexedFields;
}

export function indexForm(definition: FormDefinition): FormIndex {
  return { fields: indexFields(definition, fieldsOf(definition)) };
}

function indexFields(definition: FormDefinition, fields: readonly FormField[]): IndexedFields {
  return new Map(
    fields.map((field) => [
      field.code,
      {
        field,
        options: new Map(optionsOf(definition, field).map((option) => [option.code, option])),
        members: indexFields(definition, field.fields ?? []),
      },
    ]),
  );
}
