import { AGE_BAND_CODES, type AgeBand } from '../../directory/domain/fits-age';
import type { Criteria } from '../../directory/domain/match-services';
import {
  type FinderOption,
  type FinderQuestion,
  OFFERED_ON_LINES,
  QUESTIONS,
  type QuestionCode,
  QUICK_LISTS,
  UNSAID,
} from './finder-questions';

export type FinderAnswers = Readonly<Partial<Record<QuestionCode, string>>>;

/** What is known so far: what the field of the call tells, then what was answered. */
export function knownAnswers(field: string | null, answers: FinderAnswers): FinderAnswers {
  return { ...(field === null ? {} : QUICK_LISTS[field]), ...answers };
}

/** Always those that are open: a number that nobody answers is no help at two in the night. */
export function planSearch(field: string | null, answers: FinderAnswers, at: Date): Criteria {
  const said = (code: QuestionCode): string | null => {
    const answer = answers[code];
    return answer === undefined || answer === UNSAID ? null : answer;
  };
  const age = said('age');
  return {
    worry: said('worry'),
    // Of most services the fields are unknown, so the field opens a quick list and sifts only where a line has services of its own.
    field: field !== null && OWN_SERVICES.includes(field) ? field : null,
    age: age !== null && /^\d+$/.test(age) ? Number(age) : null,
    band: AGE_BAND_CODES.includes(age as AgeBand) ? (age as AgeBand) : null,
    municipality: said('place'),
    at,
    language: said('language'),
    accompaniment: said('accompaniment') === 'yes',
    withClosed: false,
  };
}

const OWN_SERVICES: readonly string[] = ['women', 'under18', 'foreign'];

/** The next question that is worth asking, or null. */
export function nextQuestion(answers: FinderAnswers, left: number): FinderQuestion | null {
  return QUESTIONS.find(({ code, whileMoreThan }) => !(code in answers) && left > whileMoreThan) ?? null;
}

/** What is offered as an answer on a line: those who call the one for the young are not asked whether they are 65. */
export function optionsOn(
  field: string | null,
  code: QuestionCode,
  options: readonly FinderOption[],
): readonly FinderOption[] {
  const offered = field === null ? undefined : OFFERED_ON_LINES[field]?.[code];
  return offered === undefined
    ? options
    : options.filter(({ answer }) => answer === UNSAID || offered.includes(answer));
}
