import { checkPublication } from '../../src/forms/domain/check-publication';
import { compareVersions } from '../../src/forms/domain/compare-versions';
import { crossAnswers } from '../../src/forms/domain/cross-answers';
import { buildCrosswalk, type Place, placesOf } from '../../src/forms/domain/crosswalk';
import {
  allFieldsOf,
  type Answers,
  type FormDefinition,
  optionsOf,
} from '../../src/forms/domain/form-definition';
import { mappingRows } from '../../src/forms/domain/form-mapping';
import { groupComparable } from '../../src/forms/domain/group-comparable';
import { indexForm } from '../../src/forms/domain/index-form';
import { outlineForm } from '../../src/forms/domain/outline-form';
import { readMapping } from '../../src/forms/domain/read-mapping';
import { validateAnswers } from '../../src/forms/domain/validate-answers';
import v1 from './standard/v1.json';
import v2 from './standard/v2.json';
import toSecond from './standard/v2.mapping.json';

/** Fields of the proposed standard sheet that a counsellor fills in; link and reception are columns of every sheet. */
const STANDARD_FIELDS = [
  ...['ivr_field', 'language', 'interpreter', 'contact_result'],
  ...[
    'caller_relation',
    'gender',
    'age_years',
    'age_band',
    'subject_gender',
    'subject_age_years',
    'subject_age_band',
  ],
  ...['prefecture', 'municipality_code', 'household', 'employment', 'welfare_receipt', 'contact_history'],
  ...[
    'awareness_route',
    'fields',
    'main_field',
    'worry_category',
    'isolation_level',
    'suicide_risk',
    'abuse_flag',
  ],
  ...['urgency', 'summary', 'responses', 'main_response', 'emergency_action', 'consent', 'consent_scope'],
  ...[
    'consent_method',
    'no_consent_basis',
    'referral_needed',
    'referrals',
    'accompaniments',
    'response_note',
  ],
];

const first = JSON.parse(JSON.stringify(v1.definition)) as FormDefinition;
const second = JSON.parse(JSON.stringify(v2.definition)) as FormDefinition;
const { mapping, faults } = readMapping(toSecond.fields);
const crosswalk = buildCrosswalk(placesOf(first), [mappingRows(first, mapping)]);
const choices = (definition: FormDefinition, field: string): Place[] =>
  placesOf(definition).filter((place) => place.field === field && place.code !== null);

describe('the standard sheet', () => {
  it('asks all that the proposed sheet asks', () => {
    expect(first.sections.flatMap((section) => section.fields.map((field) => field.code))).toEqual(
      STANDARD_FIELDS,
    );
  });

  it('offers what is not known as a choice of its own, apart from where a process is told', () => {
    const without = allFieldsOf(first).filter(
      (field) =>
        (field.type === 'single' || field.type === 'multi') &&
        !optionsOf(first, field).some(({ code }) => code === 'unknown'),
    );
    expect(without.map((field) => field.code)).toEqual([
      ...['interpreter', 'contact_result', 'worry_category', 'urgency', 'responses', 'main_response'],
      ...['emergency_action', 'consent', 'consent_method', 'no_consent_basis', 'referral_needed'],
      ...['referral_receiver_kind', 'handover_method', 'accompanied_place'],
    ]);
  });

  it('is filed within seconds after a silent call, and within ten minutes when everything is asked', () => {
    const { shortest, full } = outlineForm(first).seconds;
    expect(shortest).toBeLessThanOrEqual(5);
    expect(full).toBeLessThan(600);
    expect(validateAnswers(indexForm(first), { contact_result: 'silent' })).toEqual([]);
  });

  it.each<[string, Answers, string[]]>([
    [
      'another person without gender and age',
      { caller_relation: 'parent' },
      ['/answers/subject_gender required', '/answers/subject_age_band required'],
    ],
    [
      'another person with an age',
      { caller_relation: 'parent', subject_gender: 'male', subject_age_years: 15 },
      [],
    ],
    ['fields without a main one', { fields: ['work'] }, ['/answers/main_field required']],
    ['no interpreter for Japanese', { language: 'ja', interpreter: 'used' }, ['/answers/interpreter hidden']],
    [
      'the police called without consent, and no ground',
      { emergency_action: ['police_110'], consent: 'refused' },
      ['/answers/no_consent_basis required'],
    ],
    ['nobody called, no ground needed', { emergency_action: ['none'], consent: 'refused' }, []],
    [
      'a hand-over without its kind',
      { referral_needed: 'offered', referrals: [{ handover_method: 'number_given' }] },
      ['/answers/referrals/0/referral_receiver_kind required'],
    ],
  ])('judges %s', (_, answers, expected) => {
    const found = validateAnswers(indexForm(first), { contact_result: 'talk', ...answers });
    expect(found.map((fault) => `${fault.pointer} ${fault.code}`)).toEqual(expected);
  });
});

describe('its second version', () => {
  it('may follow the first: everything is mapped, and no table breaks', () => {
    expect(faults).toEqual([]);
    expect(
      checkPublication({
        definition: second,
        mapping,
        inForceFrom: new Date(v2.inForceFrom),
        before: { definition: first, inForceFrom: new Date(v1.inForceFrom) },
      }),
    ).toEqual([]);
  });

  it('splits one choice, drops one question and adds one', () => {
    expect(
      compareVersions(first, second).map(({ change, field, option }) => [change, field, option]),
    ).toEqual([
      ['option_added', 'fields', 'family_partner'],
      ['option_added', 'fields', 'family_parent_child'],
      ['option_dropped', 'fields', 'family'],
      ['field_added', 'someone_to_talk_to', null],
      ['field_dropped', 'welfare_receipt', null],
    ]);
  });

  it.each(['fields', 'main_field', 'gender', 'responses', 'main_response', 'prefecture'])(
    'loses no sheet of the first in %s: every choice leads on, and both sides of each group add up',
    (field) => {
      // One sheet per choice in the first version, counted again in the groups that compare.
      const old = choices(first, field);
      const groups = groupComparable(crosswalk, old, choices(second, field));
      expect(groups.flatMap((group) => group.old)).toHaveLength(old.length);
      expect(groups.every(({ series }) => series === 'same' || series === 'sum')).toBe(true);
      const broken = groups.filter(({ series }) => series === 'sum');
      const family = field === 'fields' || field === 'main_field';
      expect(broken).toEqual(
        family
          ? [
              {
                old: [{ field, code: 'family' }],
                next: [
                  { field, code: 'family_partner' },
                  { field, code: 'family_parent_child' },
                ],
                series: 'sum',
              },
            ]
          : [],
      );
    },
  );
});

describe('a sheet of the first version, beside one of the second', () => {
  const sheetAbout = (code: string): Answers => ({
    contact_result: 'talk',
    fields: [code],
    main_field: code,
    welfare_receipt: 'yes',
    summary: '要旨',
  });
  const crossed = (answers: Answers) => crossAnswers(crosswalk, indexForm(first).fields, answers);

  it.each(
    choices(first, 'main_field')
      .map((place) => place.code ?? '')
      .filter((code) => code !== 'family'),
  )('carries over a sheet about %s, without the question that is asked no more', (code) => {
    const sheet = sheetAbout(code);
    expect(validateAnswers(indexForm(first), sheet)).toEqual([]);
    const { welfare_receipt: _, ...kept } = sheet;
    expect(crossed(sheet)).toEqual({ answers: kept, uncertain: [] });
    expect(validateAnswers(indexForm(second), kept)).toEqual([]);
  });

  it('guesses nothing about a sheet about the family', () => {
    const { answers, uncertain } = crossed(sheetAbout('family'));
    expect(answers).toEqual({ contact_result: 'talk', summary: '要旨' });
    expect(uncertain).toEqual([
      { field: 'fields', code: 'family' },
      { field: 'main_field', code: 'family' },
    ]);
  });
});
