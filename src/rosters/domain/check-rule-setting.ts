import type { FieldFault } from '../../shared/domain-error';
import type { Parameter, RosterRule, Strength } from './rules/rule';

const CODE = /^[a-z0-9][a-z0-9_-]{0,62}$/;
const MOST_CODES = 50;

/** Everything that is wrong with a setting of this rule. */
export function checkRuleSetting(
  rule: RosterRule,
  strength: Strength,
  parameters: Readonly<Record<string, unknown>>,
): FieldFault[] {
  const known = new Map(rule.parameters.map((parameter) => [parameter.name, parameter]));
  return [
    ...(rule.fixed && strength !== 'hard'
      ? [fault('/strength', 'fixed', 'この規則は必ず守る規則のため、弱められません。')]
      : []),
    ...Object.entries(parameters).flatMap(([name, value]) => {
      const parameter = known.get(name);
      if (!parameter) return [fault(`/parameters/${escaped(name)}`, 'unknown', 'この規則にない設定です。')];
      return checkValue(parameter, value);
    }),
  ];
}

function checkValue(parameter: Parameter, value: unknown): FieldFault[] {
  const pointer = `/parameters/${parameter.name}`;
  if (parameter.kind === 'whole') {
    const { min, max } = parameter;
    return Number.isSafeInteger(value) && min <= (value as number) && (value as number) <= max
      ? []
      : [fault(pointer, 'whole_number', `${min}〜${max}の整数で入力してください。`)];
  }
  const wellFormed =
    Array.isArray(value) &&
    value.length <= MOST_CODES &&
    value.every((code) => typeof code === 'string' && CODE.test(code));
  return wellFormed
    ? []
    : [fault(pointer, 'codes', '英小文字・数字のコードの一覧（50件以内）で入力してください。')];
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function fault(pointer: string, code: string, message: string): FieldFault {
  return { pointer, code, message };
}
