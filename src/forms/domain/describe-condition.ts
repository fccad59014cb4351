import type { Condition } from './evaluate-condition';
import { allFieldsOf, type FormDefinition, type FormField, optionsOf } from './form-definition';

/** What a condition asks, as a clause that 「とき」 may follow. Give it a definition without faults. */
export function describeCondition(definition: FormDefinition, condition: Condition): string {
  const fields = new Map(allFieldsOf(definition).map((field) => [field.code, field]));
  const inWords = (part: Condition, nested: boolean): string => {
    const joined = part.all ?? part.any;
    if (joined) {
      const text = joined.map((one) => inWords(one, true)).join(part.all ? '、かつ' : '、または');
      return nested && joined.length > 1 ? `（${text}）` : text;
    }
    if (!part.not) return describeTest(definition, fields, part, true);
    return part.not.field === undefined
      ? `（${inWords(part.not, false)}）ではない`
      : describeTest(definition, fields, part.not, false);
  };
  return inWords(condition, false);
}

function describeTest(
  definition: FormDefinition,
  fields: ReadonlyMap<string, FormField>,
  test: Condition,
  holds: boolean,
): string {
  const field = fields.get(test.field ?? '');
  const subject = `「${field?.label ?? test.field ?? ''}」`;
  const ending = holds ? 'である' : 'ではない';
  if (test.answered) return `${subject}に記入が${holds ? 'ある' : 'ない'}`;
  if (!test.in) return `${subject}が${describeLimits(test)}${ending}`;
  const labels = new Map(
    (field ? optionsOf(definition, field) : []).map((option) => [option.code, option.label]),
  );
  const named = test.in.map((code) => `「${labels.get(code) ?? code}」`).join('');
  if (test.in.length === 1) return `${subject}が${named}${ending}`;
  return `${subject}が${named}の${holds ? 'いずれかである' : 'いずれでもない'}`;
}

function describeLimits({ atLeast, atMost }: Condition): string {
  if (atLeast === undefined) return `${atMost}以下`;
  if (atMost === undefined) return `${atLeast}以上`;
  return atLeast === atMost ? String(atLeast) : `${atLeast}以上${atMost}以下`;
}
