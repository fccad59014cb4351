import { bandOfAge } from '../../src/consultations/domain/age-band';
import type { Answers } from '../../src/forms/domain/form-definition';
import type { Caller, Gender } from './callers';
import { Random, type Weights } from './random';

/** Shares of sheets on which something stayed unknown: nobody is questioned for the statistics (domain rule 28). */
const UNKNOWN = {
  age: 0.42,
  minorsAge: 0.2,
  gender: 0.03,
  prefecture: 0.36,
  household: 0.38,
  employment: 0.4,
  welfare: 0.6,
  history: 0.17,
};
const GAVE_EXACT_AGE = 0.55;
const GENDER_NOT_STATED = 0.015;

const ROUTES: Weights<string> = {
  unknown: 44,
  web: 20,
  sns: 12,
  tv_news: 9,
  leaflet: 4,
  agency: 4,
  carrier_sms: 3,
  word_of_mouth: 3,
  other: 1,
};
const MINORS_ROUTES: Weights<string> = { unknown: 30, school: 32, sns: 20, web: 14, leaflet: 4 };

const LANGUAGES: Weights<string> = {
  ja: 16,
  en: 18,
  zh: 18,
  vi: 14,
  pt: 10,
  tl: 8,
  ne: 6,
  es: 4,
  ko: 3,
  id: 2,
  my: 1,
};

/** The reception and caller part of a sheet of a conversation. */
export function personAnswers(random: Random, caller: Caller, calledBefore: boolean): Answers {
  const minor = caller.subject.age <= 18;
  return {
    language:
      caller.trouble === 'foreign' ? Random.stream(caller.number, 'language').weighted(LANGUAGES) : 'ja',
    caller_relation: caller.relation,
    gender: genderAnswer(random, caller.gender),
    ...ageAnswers(random, caller.age, { years: 'age_years', band: 'age_band' }),
    ...subjectAnswers(random, caller),
    prefecture: random.chance(UNKNOWN.prefecture) ? 'unknown' : caller.prefecture,
    ...livingAnswers(random, caller),
    contact_history: random.chance(UNKNOWN.history) ? 'unknown' : calledBefore ? 'repeat' : 'first',
    awareness_route: random.weighted(minor ? MINORS_ROUTES : ROUTES),
  };
}

/** Asked only when the caller is not the person concerned. */
function subjectAnswers(random: Random, caller: Caller): Answers {
  if (caller.relation === 'self' || caller.relation === 'unknown') return {};
  const fields = { years: 'subject_age_years', band: 'subject_age_band' };
  return {
    subject_gender: genderAnswer(random, caller.subject.gender),
    ...ageAnswers(random, caller.subject.age, fields),
  };
}

function genderAnswer(random: Random, gender: Gender): string {
  if (random.chance(UNKNOWN.gender)) return 'unknown';
  return random.chance(GENDER_NOT_STATED) ? 'not_stated' : gender;
}

function ageAnswers(random: Random, age: number, fields: { years: string; band: string }): Answers {
  const unknown = random.chance(age <= 18 ? UNKNOWN.minorsAge : UNKNOWN.age);
  if (unknown) return { [fields.band]: 'unknown' };
  const band = bandOfAge(age) ?? 'unknown';
  return random.chance(GAVE_EXACT_AGE)
    ? { [fields.years]: age, [fields.band]: band }
    : { [fields.band]: band };
}

/** Household and work are the caller's own, drawn once for all calls of the same caller. */
function livingAnswers(random: Random, caller: Caller): Answers {
  const own = Random.stream(caller.number, 'living');
  const household = own.weighted(householdsOf(caller));
  const employment = own.weighted(employmentsOf(caller.age, caller.trouble === 'poverty'));
  const welfare = own.weighted<string>(
    caller.trouble === 'poverty' ? { no: 70, yes: 20, applying: 10 } : { no: 92, yes: 7, applying: 1 },
  );
  return {
    household: random.chance(UNKNOWN.household) ? 'unknown' : household,
    employment: random.chance(caller.age <= 18 ? 0.1 : UNKNOWN.employment) ? 'unknown' : employment,
    welfare_receipt: caller.age <= 18 || random.chance(UNKNOWN.welfare) ? 'unknown' : welfare,
  };
}

function householdsOf({ age, trouble, relation }: Caller): Weights<string> {
  if (age <= 18) return { with_family: 95, facility: 5 };
  if (relation === 'parent' || trouble === 'single_mother') return { with_family: 96, alone: 4 };
  if (trouble === 'loneliness') return { alone: 72, with_family: 26, facility: 2 };
  if (trouble === 'poverty') return { alone: 58, with_family: 34, facility: 4, homeless: 4 };
  return { alone: 44, with_family: 53, facility: 3 };
}

function employmentsOf(age: number, poor: boolean): Weights<string> {
  if (age <= 18) return { student: 1 };
  if (age <= 22) return { student: 52, nonregular: 26, regular: 12, unemployed: 10 };
  if (age >= 66) return { pension: 74, nonregular: 10, homemaker: 9, unemployed: 5, self_employed: 2 };
  if (poor) return { unemployed: 44, nonregular: 38, leave: 8, self_employed: 6, regular: 4 };
  return { regular: 30, nonregular: 26, unemployed: 20, homemaker: 11, leave: 7, self_employed: 5, other: 1 };
}
