import type { FieldFault } from '../../shared/domain-error';
import { checkField, repeated } from './check-field';
import type { FormDefinition, FormField } from './form-definition';

const SECTION_CODE = /^[a-z][a-z0-9_]{0,39}$/;
const MAX_FIELDS = 300;

interface PlacedField {
  readonly field: FormField;
  readonly pointer: string;
}

/** Everything about a definition that would make its sheets unusable, all at once. */
export function checkDefinition(definition: FormDefinition): FieldFault[] {
  const placed = placeFields(definition);
  const all = new Map(placed.map(({ field }) => [field.code, field]));
  const earlier = new Map<string, FormField>();
  return [
    ...sectionFaults(definition),
    ...sizeFaults(placed),
    ...duplicateFaults(placed),
    ...placed.flatMap(({ field, pointer }) => {
      const faults = checkField({ field, pointer, earlier, all });
      earlier.set(field.code, field);
      return faults;
    }),
  ];
}

function placeFields(definition: FormDefinition): PlacedField[] {
  return definition.sections.flatMap((section, s) =>
    section.fields.map((field, f) => ({ field, pointer: `/definition/sections/${s}/fields/${f}` })),
  );
}

function sectionFaults(definition: FormDefinition): FieldFault[] {
  const at = (index: number) => `/definition/sections/${index}/code`;
  return [
    ...definition.sections.flatMap((section, index) =>
      SECTION_CODE.test(section.code)
        ? []
        : [
            {
              pointer: at(index),
              code: 'code',
              message: '区分コードは英小文字で始まる40文字以内の英小文字・数字・_ です。',
            },
          ],
    ),
    ...repeated(definition.sections, (section) => section.code).map((index) => ({
      pointer: at(index),
      code: 'duplicate',
      message: '同じコードの区分があります。',
    })),
  ];
}

function sizeFaults(placed: readonly PlacedField[]): FieldFault[] {
  if (placed.length > 0 && placed.length <= MAX_FIELDS) return [];
  const message = `項目は1〜${MAX_FIELDS}個にしてください。`;
  return [{ pointer: '/definition/sections', code: 'size', message }];
}

/** Labels too: an uploaded file may name its columns by them. */
function duplicateFaults(placed: readonly PlacedField[]): FieldFault[] {
  const faultsAt = (indexes: readonly number[], property: string, message: string): FieldFault[] =>
    indexes.map((index) => ({
      pointer: `${placed[index]?.pointer ?? ''}/${property}`,
      code: 'duplicate',
      message,
    }));
  return [
    ...faultsAt(
      repeated(placed, ({ field }) => field.code),
      'code',
      '同じコードの項目があります。',
    ),
    ...faultsAt(
      repeated(placed, ({ field }) => field.label),
      'label',
      '同じ名称の項目があります。',
    ),
  ];
}
