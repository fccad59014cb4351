import standardV1 from '../../../seeds/forms/standard/v1.json';
import type { Answers, FormDefinition } from '../../forms/domain/form-definition';
import { indexForm } from '../../forms/domain/index-form';
import { checkAges, deriveCodes } from './derive-codes';

const definition: FormDefinition = JSON.parse(JSON.stringify(standardV1.definition));
const standard = indexForm(definition);
const bare = indexForm({ sections: [] });
const cut = (codes: string[]) =>
  indexForm({
    sections: [
      {
        code: 's',
        label: 's',
        fields: [
          {
            code: 'age_band',
            label: '年代',
            type: 'single',
            options: codes.map((code) => ({ code, label: code })),
          },
        ],
      },
    ],
  });

describe('deriveCodes', () => {
  it('leaves unknown what the form does not ask', () => {
    expect(deriveCodes(bare, {})).toEqual({
      contactResult: 'talk',
      callerRelation: 'unknown',
      gender: 'unknown',
      ageYears: null,
      ageBand: 'unknown',
      subjectGender: null,
      subjectAgeBand: null,
      prefectureCode: null,
      contactHistory: 'unknown',
      mainField: null,
      fields: [],
      worryCategories: [],
      mainResponse: null,
      responses: [],
      suicideRisk: 'unknown',
      urgency: 'unknown',
    });
  });

  it('takes the main choice as given, never the first one ticked', () => {
    const codes = deriveCodes(standard, {
      fields: ['work', 'family'],
      main_field: 'family',
      responses: ['listening'],
    });
    expect(codes).toMatchObject({ mainField: 'family', fields: ['work', 'family'], mainResponse: null });
  });

  it('keeps the caller and the person concerned apart', () => {
    const codes = deriveCodes(standard, {
      caller_relation: 'parent',
      gender: 'female',
      age_years: 45,
      subject_gender: 'male',
      subject_age_years: 15,
    });
    expect(codes).toMatchObject({
      gender: 'female',
      ageBand: 'a40s',
      subjectGender: 'male',
      subjectAgeBand: 'a13_15',
    });
  });

  it.each([
    ['from the age', standard, { age_years: 19 }, 'a19'],
    ['as given without an age', standard, { age_band: 'a20s' }, 'a20s'],
    ['in the cut of the form', cut(['a00_15', 'a16_19', 'unknown']), { age_years: 16 }, 'a16_19'],
    [
      'unknown when the form has no band for the age',
      cut(['a00_15', 'unknown']),
      { age_years: 16 },
      'unknown',
    ],
    ['by the standard when the form asks for years alone', bare, { age_years: 80 }, 'a80_over'],
  ])('age band %s', (_, form, answers, band) => {
    expect(deriveCodes(form, answers).ageBand).toBe(band);
  });

  it('has one way to say that the prefecture is not known', () => {
    expect(deriveCodes(standard, { prefecture: 'unknown' }).prefectureCode).toBeNull();
    expect(deriveCodes(standard, { prefecture: '01' }).prefectureCode).toBe('01');
  });
});

describe('checkAges', () => {
  it.each<[string, Answers, string[]]>([
    ['agree', { age_years: 18, age_band: 'a16_18', subject_age_years: 80, subject_age_band: 'a80_over' }, []],
    ['one alone', { age_years: 18, subject_age_band: 'a20s' }, []],
    ['19 is not 16 to 18', { age_years: 19, age_band: 'a16_18' }, ['/answers/age_band']],
    ['a known age of an unknown band', { age_years: 19, age_band: 'unknown' }, ['/answers/age_band']],
    ['a band with a name says no range', { age_years: 15, age_band: 'junior_high' }, []],
    [
      'of the person concerned',
      { subject_age_years: 3, subject_age_band: 'a20s' },
      ['/answers/subject_age_band'],
    ],
  ])('%s', (_, answers, pointers) => {
    expect(checkAges(answers).map((fault) => fault.pointer)).toEqual(pointers);
  });
});
