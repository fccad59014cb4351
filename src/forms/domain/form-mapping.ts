import { allFieldsOf, type FormDefinition, type FormField, optionsOf } from './form-definition';

/**
 * What becomes of a field or a choice in the next version: the same thing, one of several that become one, one that
 * becomes several, or nothing.
 */
export const MAPPING_KINDS = ['same', 'merged', 'split', 'retired'] as const;
export type MappingKind = (typeof MAPPING_KINDS)[number];

export interface MappedCode {
  readonly kind: MappingKind;
  /** Codes of the next version: fields for a field; for a choice, choices of the field that its own field becomes. */
  readonly targets: readonly string[];
}

export interface MappedField extends MappedCode {
  readonly options: Readonly<Record<string, MappedCode>>;
}

/** From the version before to this one, by the codes of the version before. */
export interface FormMapping {
  readonly fields: Readonly<Record<string, MappedField>>;
}

export const NO_MAPPING: FormMapping = { fields: {} };

/** One row of `form_mapping`; `oldCode` is null for the field itself. */
export interface MappingRow extends MappedCode {
  readonly fieldCode: string;
  readonly oldCode: string | null;
}

export function mappedField(mapping: FormMapping, code: string): MappedField | undefined {
  return Object.hasOwn(mapping.fields, code) ? mapping.fields[code] : undefined;
}

export function mappedOption(field: MappedField | undefined, code: string): MappedCode | undefined {
  return field && Object.hasOwn(field.options, code) ? field.options[code] : undefined;
}

/** A choice of a field that becomes several names the field too: `field.code`. */
export interface OptionTarget {
  readonly field: string;
  readonly code: string;
}

export function optionTarget(text: string, fieldTargets: readonly string[]): OptionTarget | null {
  const [first = '', second] = text.split('.', 2);
  const [only] = fieldTargets;
  if (second !== undefined) return fieldTargets.includes(first) ? { field: first, code: second } : null;
  return only !== undefined && fieldTargets.length === 1 ? { field: only, code: first } : null;
}

/**
 * The mapping as rows: every old field and every old choice, each once. Choices of a retired field retire with it; those of
 * a main choice go where those of its list go.
 */
export function mappingRows(old: FormDefinition, mapping: FormMapping): MappingRow[] {
  return allFieldsOf(old).flatMap((field) => {
    const own = mappedField(mapping, field.code);
    if (!own) return [];
    const { kind, targets } = own;
    return [
      { fieldCode: field.code, oldCode: null, kind, targets },
      ...optionsOf(old, field).flatMap((option): MappingRow[] => {
        const mapped =
          kind === 'retired' ? RETIRED : mappedOption(mappedField(mapping, listOf(field)), option.code);
        return mapped ? [{ fieldCode: field.code, oldCode: option.code, ...mapped }] : [];
      }),
    ];
  });
}

const RETIRED: MappedCode = { kind: 'retired', targets: [] };

/** Where the choices of a field are mapped. */
function listOf(field: FormField): string {
  return field.mainOf ?? field.code;
}
