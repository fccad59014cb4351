import type { FieldFault } from '../../shared/domain-error';
import type { Answers } from '../../forms/domain/form-definition';
import type { FormIndex } from '../../forms/domain/index-form';
import { bandOfAge, readAgeBand } from './age-band';

/** The coded columns of a sheet: all that statistics ever see of it. */
export interface SheetCodes {
  readonly contactResult: string;
  readonly callerRelation: string;
  readonly gender: string;
  readonly ageYears: number | null;
  readonly ageBand: string;
  /** Null when the sheet says nothing of a person other than the caller (domain rule 26). */
  readonly subjectGender: string | null;
  readonly subjectAgeBand: string | null;
  /** JIS X 0401; null when not known. */
  readonly prefectureCode: string | null;
  readonly contactHistory: string;
  readonly mainField: string | null;
  readonly fields: readonly string[];
  readonly worryCategories: readonly string[];
  readonly mainResponse: string | null;
  readonly responses: readonly string[];
  readonly suicideRisk: string;
  readonly urgency: string;
}

const UNKNOWN = 'unknown';

/** Reads valid answers into columns. What a form does not ask, or nobody answered, stays unknown (domain rule 28). */
export function deriveCodes(form: FormIndex, answers: Answers): SheetCodes {
  const read = new Reading(answers);
  return {
    // A form that does not ask is one for talks only; a form that asks always has the answer.
    contactResult: read.code('contact_result') ?? 'talk',
    callerRelation: read.code('caller_relation') ?? UNKNOWN,
    gender: read.code('gender') ?? UNKNOWN,
    ageYears: read.number('age_years'),
    ageBand: ageBand(form, read, PERSON_AGE) ?? UNKNOWN,
    subjectGender: read.code('subject_gender'),
    subjectAgeBand: ageBand(form, read, SUBJECT_AGE),
    prefectureCode: prefecture(read),
    contactHistory: read.code('contact_history') ?? UNKNOWN,
    mainField: read.code('main_field'),
    fields: read.codes('fields'),
    worryCategories: read.codes('worry_category'),
    mainResponse: read.code('main_response'),
    responses: read.codes('responses'),
    suicideRisk: read.code('suicide_risk') ?? UNKNOWN,
    urgency: read.code('urgency') ?? UNKNOWN,
  };
}

/** Age and age band say the same, or the sheet is refused. */
export function checkAges(answers: Answers): FieldFault[] {
  const read = new Reading(answers);
  return [PERSON_AGE, SUBJECT_AGE].flatMap((age) => {
    const years = read.number(age.years);
    const band = read.code(age.band);
    if (years === null || band === null || agree(years, band)) return [];
    return [{ pointer: `/answers/${age.band}`, code: 'age', message: '年齢と年代が一致していません。' }];
  });
}

interface AgeFields {
  readonly years: string;
  readonly band: string;
}

const PERSON_AGE: AgeFields = { years: 'age_years', band: 'age_band' };
const SUBJECT_AGE: AgeFields = { years: 'subject_age_years', band: 'subject_age_band' };

function agree(years: number, band: string): boolean {
  const range = readAgeBand(band);
  if (range === null) return band !== UNKNOWN;
  return range.from <= years && years <= range.to;
}

function ageBand(form: FormIndex, read: Reading, age: AgeFields): string | null {
  const given = read.code(age.band);
  const years = read.number(age.years);
  if (given !== null || years === null) return given;
  const offered = form.fields.get(age.band)?.options;
  return bandOfAge(years, offered === undefined ? undefined : [...offered.keys()]) ?? UNKNOWN;
}

function prefecture(read: Reading): string | null {
  const code = read.code('prefecture');
  return code === UNKNOWN ? null : code;
}

class Reading {
  constructor(private readonly answers: Answers) {}

  code(field: string): string | null {
    const value = this.answers[field];
    return typeof value === 'string' ? value : null;
  }

  codes(field: string): string[] {
    const value = this.answers[field];
    return Array.isArray(value) ? value.filter((code): code is string => typeof code === 'string') : [];
  }

  number(field: string): number | null {
    const value = this.answers[field];
    return typeof value === 'number' ? value : null;
  }
}
