/** One choice of a code list. Codes are stable for ever; labels are what people read. */
export interface FormOption {
  readonly code: string;
  readonly label: string;
}

export type FieldType = 'single' | 'multi' | 'number' | 'instant' | 'text';

/** Shown (and, when required, asked for) only while another field has one of these codes. */
export interface FieldCondition {
  readonly field: string;
  readonly in: readonly string[];
}

export interface FormField {
  readonly code: string;
  readonly label: string;
  readonly type: FieldType;
  readonly required?: boolean;
  readonly options?: readonly FormOption[];
  /** Single choice that must be one of the codes ticked in this multi field. */
  readonly mainOf?: string;
  /** Free words about a person: kept in the narrative store, never in statistics. */
  readonly narrative?: boolean;
  readonly when?: FieldCondition;
  readonly min?: number;
  readonly max?: number;
}

export interface FormSection {
  readonly code: string;
  readonly label: string;
  readonly fields: readonly FormField[];
}

/** A record sheet as data. */
export interface FormDefinition {
  readonly sections: readonly FormSection[];
}

/** What somebody filled in: field code → code, codes, number, RFC 3339 text or free text. */
export type Answers = Readonly<Record<string, unknown>>;

export function fieldsOf(definition: FormDefinition): readonly FormField[] {
  return definition.sections.flatMap((section) => section.fields);
}

/** The options a field offers; a main choice offers those of its multi field. */
export function optionsOf(definition: FormDefinition, field: FormField): readonly FormOption[] {
  if (field.mainOf === undefined) return field.options ?? [];
  return fieldsOf(definition).find((other) => other.code === field.mainOf)?.options ?? [];
}
