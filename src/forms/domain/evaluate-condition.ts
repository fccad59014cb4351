/**
 * The one language in which a form says when a field is shown and when it is required. Server and console evaluate it with
 * this file; `condition-vectors.json` beside it holds what both must answer. It imports nothing, so a browser can load it.
 *
 * A condition is exactly one of:
 * - `{ "all": [...] }`, `{ "any": [...] }`, `{ "not": {...} }`
 * - `{ "field": "q", "in": ["a", "b"] }`: one of these codes is chosen
 * - `{ "field": "q", "answered": true }`: something is filled in
 * - `{ "field": "q", "atLeast": 13, "atMost": 18 }`: a number within these limits, either of which may be missing
 */
export interface Condition {
  readonly all?: readonly Condition[];
  readonly any?: readonly Condition[];
  readonly not?: Condition;
  readonly field?: string;
  readonly in?: readonly string[];
  readonly answered?: boolean;
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** Answers by field code. Fields that are not shown must not be among them: what is hidden was not answered. */
type KnownAnswers = Readonly<Record<string, unknown>>;

/** A field without an answer fulfils no test; only `not` can turn that into yes. */
export function evaluateCondition(condition: Condition, known: KnownAnswers): boolean {
  if (condition.all) return condition.all.every((part) => evaluateCondition(part, known));
  if (condition.any) return condition.any.some((part) => evaluateCondition(part, known));
  if (condition.not) return !evaluateCondition(condition.not, known);
  return condition.field !== undefined && passes(condition, answerTo(known, condition.field));
}

/** A blank text and an empty list are no answers. */
export function isAnswered(answer: unknown): boolean {
  if (answer === undefined || answer === null || answer === '') return false;
  return !Array.isArray(answer) || answer.length > 0;
}

export function answerTo(answers: KnownAnswers, field: string): unknown {
  return Object.hasOwn(answers, field) ? answers[field] : undefined;
}

function passes(test: Condition, answer: unknown): boolean {
  const { in: codes, answered, atLeast, atMost } = test;
  if (codes) return [answer].flat().some((code) => typeof code === 'string' && codes.includes(code));
  if (answered) return isAnswered(answer);
  if (typeof answer !== 'number' || (atLeast === undefined && atMost === undefined)) return false;
  return (atLeast === undefined || atLeast <= answer) && (atMost === undefined || answer <= atMost);
}
