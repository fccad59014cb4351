import { answerTo, evaluateCondition, isAnswered } from './evaluate-condition';
import type { Answers, FormField } from './form-definition';

/** Which fields the answers so far bring up, and which of those must be filled in. */
export interface SettledFields {
  readonly shown: ReadonlySet<string>;
  readonly required: ReadonlySet<string>;
  /** The answers that count: those of shown fields. */
  readonly known: Answers;
}

/**
 * Conditions look back only, so one pass in form order settles them all. An answer left in a field that is hidden now
 * counts as none. For the row of a group, `around` is what is known of the form outside.
 */
export function settleFields(
  fields: Iterable<FormField>,
  answers: Answers,
  around: Answers = {},
): SettledFields {
  const known: Record<string, unknown> = { ...around };
  const shown = new Set<string>();
  const required = new Set<string>();
  for (const field of fields) {
    if (field.when !== undefined && !evaluateCondition(field.when, known)) continue;
    shown.add(field.code);
    if (isRequired(field, known)) required.add(field.code);
    const answer = answerTo(answers, field.code);
    if (isAnswered(answer)) known[field.code] = answer;
  }
  return { shown, required, known };
}

function isRequired(field: FormField, known: Answers): boolean {
  if (field.required === true) return true;
  return field.requiredWhen !== undefined && evaluateCondition(field.requiredWhen, known);
}
