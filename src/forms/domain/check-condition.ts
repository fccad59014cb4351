import type { FieldFault } from '../../shared/domain-error';
import type { Condition } from './evaluate-condition';
import type { FormField } from './form-definition';

/** A condition, and the fields it may ask about. */
export interface PlacedCondition {
  readonly condition: Condition;
  readonly pointer: string;
  /** Fields that stand earlier, by code. */
  readonly earlier: ReadonlyMap<string, FormField>;
  /** Fields of the whole form, by code. */
  readonly all: ReadonlyMap<string, FormField>;
}

const OPERATORS = ['all', 'any', 'not', 'field'] as const;
const TESTS = ['in', 'answered', 'atLeast', 'atMost'] as const;
/** Deeper or longer than this, nobody can say in words what it asks. */
const MAX_DEPTH = 4;
const MAX_PARTS = 20;

/**
 * Only about what stands earlier: the form can be filled in from top to bottom, and no condition can run in a circle.
 */
export function checkCondition(placed: PlacedCondition, depth = 1): FieldFault[] {
  const { condition, pointer } = placed;
  const used = OPERATORS.filter((name) => condition[name] !== undefined);
  const tests = TESTS.filter((name) => condition[name] !== undefined);
  const [operator] = used;
  if (operator === undefined || used.length > 1 || (operator !== 'field' && tests.length > 0))
    return [fault(pointer, 'operator', '条件は all・any・not・field のどれか1つで書いてください。')];
  if (operator === 'field') return checkTest(placed, tests);
  if (depth >= MAX_DEPTH) return [fault(pointer, 'depth', `条件の入れ子は${MAX_DEPTH}段までです。`)];
  if (condition.not !== undefined)
    return checkCondition({ ...placed, condition: condition.not, pointer: `${pointer}/not` }, depth + 1);
  const parts = condition.all ?? condition.any ?? [];
  if (parts.length === 0 || parts.length > MAX_PARTS)
    return [fault(`${pointer}/${operator}`, 'size', `条件は1〜${MAX_PARTS}個並べてください。`)];
  return parts.flatMap((part, index) =>
    checkCondition({ ...placed, condition: part, pointer: `${pointer}/${operator}/${index}` }, depth + 1),
  );
}

function checkTest(placed: PlacedCondition, tests: readonly (typeof TESTS)[number][]): FieldFault[] {
  const { condition, pointer, earlier, all } = placed;
  const code = condition.field ?? '';
  const other = earlier.get(code);
  if (!other) {
    const message = all.has(code)
      ? '条件の項目は、この項目より前に置いてください。'
      : '条件の項目が見つかりません。';
    return [fault(`${pointer}/field`, 'unknown', message)];
  }
  const numeric = tests.length > 0 && tests.every((test) => test === 'atLeast' || test === 'atMost');
  if (numeric) return checkLimits(condition, other, pointer);
  if (tests.length !== 1)
    return [
      fault(pointer, 'operator', '条件は in・answered・atLeast / atMost のどれか1つで書いてください。'),
    ];
  if (condition.in) return checkCodes(condition.in, placed, other);
  if (condition.answered === true) return [];
  const message = 'answered は true だけです。記入がないときは not と組み合わせてください。';
  return [fault(`${pointer}/answered`, 'operator', message)];
}

function checkLimits({ atLeast, atMost }: Condition, other: FormField, pointer: string): FieldFault[] {
  if (other.type !== 'number')
    return [fault(`${pointer}/field`, 'type', '数の条件には数値の項目を使ってください。')];
  if (atLeast === undefined || atMost === undefined || atLeast <= atMost) return [];
  return [fault(`${pointer}/atMost`, 'range', 'atMost は atLeast 以上にしてください。')];
}

function checkCodes(codes: readonly string[], placed: PlacedCondition, other: FormField): FieldFault[] {
  const { pointer, all } = placed;
  if (other.type !== 'single' && other.type !== 'multi')
    return [fault(`${pointer}/field`, 'type', 'in の条件には選択肢のある項目を使ってください。')];
  if (codes.length === 0)
    return [fault(`${pointer}/in`, 'options', '条件の選択肢を1つ以上指定してください。')];
  const list = other.mainOf === undefined ? other : all.get(other.mainOf);
  const known = new Set((list?.options ?? []).map((option) => option.code));
  return codes.flatMap((code, index) =>
    known.has(code) ? [] : [fault(`${pointer}/in/${index}`, 'unknown', '条件の選択肢が見つかりません。')],
  );
}

function fault(pointer: string, code: string, message: string): FieldFault {
  return { pointer, code, message };
}
