import type { FieldFault } from '../../shared/domain-error';
import { checkField, repeated } from './check-field';
import type { FormDefinition, FormField } from './form-definition';

const SECTION_CODE = /^[a-z][a-z0-9_]{0,39}$/;
const MAX_FIELDS = 300;

interface PlacedField {
  readonly field: FormField;
  readonly pointer: string;
  readonly group: FormField | null;
}

/** Everything about a definition that would make its sheets unusable, all at once. */
export function checkDefinition(definition: FormDefinition): FieldFault[] {
  const placed = placeFields(definition);
  return [
    ...sectionFaults(definition),
    ...sizeFaults(placed),
    ...duplicateFaults(placed),
    ...mainFaults(placed),
    ...eachField(placed),
  ];
}

/** Each field with what stands before it; the row of a group sees the form before the group, and what it holds itself. */
function eachField(placed: readonly PlacedField[]): FieldFault[] {
  const all = new Map(placed.map(({ field }) => [field.code, field]));
  const judgeInOrder = (
    fields: readonly PlacedField[],
    before: ReadonlyMap<string, FormField>,
  ): FieldFault[] => {
    const earlier = new Map(before);
    return fields.flatMap(({ field, pointer, group }): FieldFault[] => {
      const members = placed.filter((other) => group === null && other.group === field);
      const faults = [
        ...checkField({ field, pointer, group, earlier, all }),
        ...judgeInOrder(members, earlier),
      ];
      earlier.set(field.code, field);
      return faults;
    });
  };
  return judgeInOrder(
    placed.filter(({ group }) => group === null),
    new Map(),
  );
}

/** Members of a group follow it. */
function placeFields(definition: FormDefinition): PlacedField[] {
  return definition.sections.flatMap((section, s) =>
    section.fields.flatMap((field, f): PlacedField[] => {
      const pointer = `/definition/sections/${s}/fields/${f}`;
      return [
        { field, pointer, group: null },
        ...(field.fields ?? []).map((member, m) => ({
          field: member,
          pointer: `${pointer}/fields/${m}`,
          group: field,
        })),
      ];
    }),
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

/** Codes are unique in the whole form; labels among fields that stand side by side, since files name columns by them. */
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
      repeated(placed, ({ field, group }) => `${group?.code ?? ''}/${field.label}`),
      'label',
      '同じ名称の項目があります。',
    ),
  ];
}

/** Two main choices of one list would give two answers to one question. */
function mainFaults(placed: readonly PlacedField[]): FieldFault[] {
  const mains = placed.filter(({ field }) => field.mainOf !== undefined);
  return repeated(mains, ({ field }) => field.mainOf ?? '').map((index) => ({
    pointer: `${mains[index]?.pointer ?? ''}/mainOf`,
    code: 'duplicate',
    message: '1つの複数選択の項目に、主たる選択は1つだけです。',
  }));
}
