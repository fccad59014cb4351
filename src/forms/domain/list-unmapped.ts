import { allFieldsOf, type FormDefinition, type FormField, optionsOf } from './form-definition';
import { type MappedCode, mappedField, mappedOption } from './form-mapping';
import type { MappedVersions } from './check-mapping';

/** A field or a choice of the version before of which nobody has said yet what becomes of it. */
export interface Unmapped {
  readonly fieldCode: string;
  /** Null for the field itself. */
  readonly optionCode: string | null;
  readonly label: string;
  /** Given where code, wording and type are as before. A person still has to say so: words may have moved around it. */
  readonly suggestion: MappedCode | null;
}

export function listUnmapped({ old, next, mapping }: MappedVersions): Unmapped[] {
  const following = new Map(allFieldsOf(next).map((field) => [field.code, field]));
  return allFieldsOf(old).flatMap((field) => {
    const mapped = mappedField(mapping, field.code);
    const same = following.get(field.code);
    const own: Unmapped[] = mapped
      ? []
      : [
          {
            fieldCode: field.code,
            optionCode: null,
            label: field.label,
            suggestion: suggest(same?.type === field.type ? same : undefined, field),
          },
        ];
    if (mapped?.kind === 'retired' || field.mainOf !== undefined) return own;
    const offered = new Map(optionsIn(next, same).map((option) => [option.code, option]));
    const options = optionsOf(old, field)
      .filter((option) => !mappedOption(mapped, option.code))
      .map((option) => ({
        fieldCode: field.code,
        optionCode: option.code,
        label: option.label,
        suggestion: suggest(offered.get(option.code), option),
      }));
    return [...own, ...options];
  });
}

interface Worded {
  readonly code: string;
  readonly label: string;
}

function suggest(next: Worded | undefined, old: Worded): MappedCode | null {
  return next?.label === old.label ? { kind: 'same', targets: [next.code] } : null;
}

function optionsIn(definition: FormDefinition, field: FormField | undefined) {
  return field ? optionsOf(definition, field) : [];
}
