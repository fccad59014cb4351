import type { Condition } from './evaluate-condition';

/** One choice of a code list. Codes are stable for ever; labels are what people read. */
export interface FormOption {
  readonly code: string;
  readonly label: string;
}

/** What may stand in a row of a group. */
export const MEMBER_TYPES = ['single', 'multi', 'number', 'instant', 'text'] as const;
export const FIELD_TYPES = [...MEMBER_TYPES, 'group'] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

export interface FormField {
  readonly code: string;
  readonly label: string;
  readonly type: FieldType;
  /** What a tired person reads when the label is not enough. */
  readonly help?: string;
  /** Required whenever it is shown. */
  readonly required?: boolean;
  readonly options?: readonly FormOption[];
  /** Single choice that must be one of the codes ticked in this multi field. */
  readonly mainOf?: string;
  /** How many codes of a multi field may be ticked at most. */
  readonly maxSelections?: number;
  /** Free words about a person: kept in the narrative store, never in statistics. */
  readonly narrative?: boolean;
  /** A text that may tell who somebody is: kept and left out like a narrative. */
  readonly pii?: boolean;
  /** Shown only while this holds. */
  readonly when?: Condition;
  /** Required, while shown, only when this holds. */
  readonly requiredWhen?: Condition;
  readonly min?: number;
  readonly max?: number;
  /** Fields of one row of a group. */
  readonly fields?: readonly FormField[];
  readonly maxRows?: number;
}

interface FormSection {
  readonly code: string;
  readonly label: string;
  readonly help?: string;
  readonly fields: readonly FormField[];
}

/** A record sheet as data. */
export interface FormDefinition {
  readonly sections: readonly FormSection[];
}

/** What somebody filled in: field code → code, codes, number, RFC 3339 text, free text, or rows of such answers. */
export type Answers = Readonly<Record<string, unknown>>;

export function fieldsOf(definition: FormDefinition): readonly FormField[] {
  return definition.sections.flatMap((section) => section.fields);
}

/** Every field that has a code: those of the form and, after their group, those of its rows. */
export function allFieldsOf(definition: FormDefinition): readonly FormField[] {
  return fieldsOf(definition).flatMap((field) => [field, ...(field.fields ?? [])]);
}

/** The options a field offers; a main choice offers those of its multi field. */
export function optionsOf(definition: FormDefinition, field: FormField): readonly FormOption[] {
  if (field.mainOf === undefined) return field.options ?? [];
  return fieldsOf(definition).find((other) => other.code === field.mainOf)?.options ?? [];
}

/** Must its text be sealed and kept apart from the codes? */
export function isSealed(field: FormField): boolean {
  return field.narrative === true || field.pii === true;
}
