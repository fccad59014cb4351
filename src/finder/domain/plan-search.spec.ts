import { AGE_BAND_CODES, bandsOfAge } from '../../directory/domain/fits-age';
import { OFFERED_ON_LINES, QUESTIONS, UNSAID } from './finder-questions';
import { type FinderAnswers, knownAnswers, nextQuestion, optionsOn, planSearch } from './plan-search';

const AT = new Date('2026-01-02T02:00:00+09:00');

describe('the guided finder', () => {
  it.each([
    ['nothing said', null, {}, {}],
    ['a worry', null, { worry: 'W05' }, { worry: 'W05' }],
    ['nothing one wants to say', null, { worry: UNSAID, age: UNSAID, place: UNSAID }, {}],
    ['a band', null, { age: 'junior_high' }, { band: 'junior_high' }],
    ['an age', null, { age: '15' }, { age: 15 }],
    ['a place', null, { place: '13101' }, { municipality: '13101' }],
    ['company', null, { accompaniment: 'yes' }, { accompaniment: true }],
    ['a line of its own', 'women', {}, { worry: 'W06', field: 'women' }],
    ['a line without services of its own', 'loneliness', {}, { worry: 'W12' }],
    ['an answer against the quick list', 'loneliness', { worry: 'W01' }, { worry: 'W01' }],
  ] as [string, string | null, FinderAnswers, object][])('searches by %s', (_, field, answers, criteria) => {
    expect(planSearch(field, knownAnswers(field, answers), AT)).toEqual({
      worry: null,
      field: null,
      age: null,
      band: null,
      municipality: null,
      at: AT,
      language: null,
      accompaniment: false,
      withClosed: false,
      ...criteria,
    });
  });

  it.each([
    [{}, 50, 'worry'],
    [{ worry: 'W01' }, 50, 'age'],
    [{ worry: 'W01', age: UNSAID }, 50, 'place'],
    [{ worry: 'W01', age: UNSAID, place: UNSAID }, 4, 'language'],
    [{ worry: 'W01', age: UNSAID, place: UNSAID }, 3, null],
    [{ worry: 'W01', age: UNSAID, place: UNSAID, language: 'ja' }, 9, 'accompaniment'],
    [{ worry: 'W01', age: UNSAID, place: UNSAID, language: 'ja', accompaniment: UNSAID }, 9, null],
    [{ worry: 'W01' }, 0, null],
  ] as [FinderAnswers, number, string | null][])(
    'after %j with %i left it asks %s',
    (answers, left, code) => {
      expect(nextQuestion(answers, left)?.code ?? null).toBe(code);
    },
  );

  it.each([
    [null, AGE_BAND_CODES],
    ['women', AGE_BAND_CODES],
    ['under18', ['elementary_1_2', 'elementary_3_4', 'elementary_5_6', 'junior_high', 'age_15_18']],
  ])('offers on the line %s the ages of those who call there', (field, bands) => {
    const options = QUESTIONS.find(({ code }) => code === 'age')?.options;
    const offered = Array.isArray(options) ? optionsOn(field, 'age', options) : [];
    expect(offered.map(({ answer }) => answer)).toEqual([...bands, UNSAID]);
  });

  it('offers everybody of 6 to 18 a band on the line for the young', () => {
    for (let age = 6; age <= 18; age += 1)
      expect(bandsOfAge(age).some((band) => OFFERED_ON_LINES['under18']?.age?.includes(band))).toBe(true);
  });
});
