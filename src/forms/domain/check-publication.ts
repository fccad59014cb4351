import type { FieldFault } from '../../shared/domain-error';
import { tablesReading } from './analysis-fields';
import { checkDefinition } from './check-definition';
import { checkMapping } from './check-mapping';
import { allFieldsOf, type FormDefinition } from './form-definition';
import type { FormMapping } from './form-mapping';
import { listUnmapped } from './list-unmapped';

/** A draft that is to come into force. */
export interface Publication {
  readonly definition: FormDefinition;
  readonly mapping: FormMapping;
  readonly inForceFrom: Date;
  /** The version it follows; null for the first one. */
  readonly before: { readonly definition: FormDefinition; readonly inForceFrom: Date } | null;
}

/** Everything that stands in the way of a publication, all at once. */
export function checkPublication({ definition, mapping, inForceFrom, before }: Publication): FieldFault[] {
  const own = checkDefinition(definition);
  if (before === null) return own;
  const versions = { old: before.definition, next: definition, mapping };
  return [
    ...own,
    ...startFaults(before.inForceFrom, inForceFrom),
    ...checkMapping(versions, '/mapping'),
    ...listUnmapped(versions).map(({ fieldCode, optionCode }) => ({
      pointer: `/mapping/fields/${fieldCode}${optionCode === null ? '' : `/options/${optionCode}`}`,
      code: 'unmapped',
      message:
        optionCode === null
          ? '前の版の項目がどうなるかを指定してください。'
          : '前の版の選択肢がどうなるかを指定してください。',
    })),
    ...brokenTables(before.definition, definition),
  ];
}

/** A version never slips under one that is already in force: filed sheets would look wrong afterwards. */
function startFaults(before: Date, inForceFrom: Date): FieldFault[] {
  if (inForceFrom > before) return [];
  const message = '開始日時は、公開済みのどの版の開始日時よりも後にしてください。';
  return [{ pointer: '/inForceFrom', code: 'start', message }];
}

/** A form may do without a field that analysis counts, but not lose one from one version to the next. */
function brokenTables(old: FormDefinition, next: FormDefinition): FieldFault[] {
  const kept = new Set(allFieldsOf(next).map((field) => field.code));
  return allFieldsOf(old).flatMap(({ code }) => {
    const tables = tablesReading(code);
    if (tables === null || kept.has(code)) return [];
    const named = tables.length > 0 ? `集計表 ${tables.join('・')} ` : '統計';
    const message = `${named}が使う項目です。新しい版にも同じコードで残してください。`;
    return [{ pointer: `/mapping/fields/${code}`, code: 'analysis', message }];
  });
}
