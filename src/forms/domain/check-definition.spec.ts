import standardV1 from '../../../seeds/forms/standard/v1.json';
import { checkDefinition } from './check-definition';
import type { FormDefinition, FormField } from './form-definition';

const options = [
  { code: 'a', label: '甲' },
  { code: 'b', label: '乙' },
];
const form = (...fields: FormField[]): FormDefinition => ({
  sections: [{ code: 'main', label: '本体', fields }],
});
const found = (definition: FormDefinition): string[] =>
  checkDefinition(definition).map((fault) => `${fault.pointer} ${fault.code}`);
const field = (code: string, type: FormField['type'], rest: Partial<FormField> = {}): FormField => ({
  code,
  label: `項目 ${code}`,
  type,
  ...(type === 'single' || type === 'multi' ? { options } : {}),
  ...rest,
});
const at = (index: number, rest: string): string => `/definition/sections/0/fields/${index}${rest}`;
const main = (of: string, rest: Partial<FormField> = {}): FormField => ({
  code: 'top',
  label: '主',
  type: 'single',
  mainOf: of,
  ...rest,
});

describe('checkDefinition', () => {
  it('accepts the standard sheet', () => {
    const definition: FormDefinition = JSON.parse(JSON.stringify(standardV1.definition));
    expect(found(definition)).toEqual([]);
  });

  it('accepts a condition on what stands earlier, and a main choice', () => {
    const definition = form(
      field('q', 'single'),
      field('later', 'text', { when: { field: 'q', in: ['a'] }, narrative: true, max: 200_000 }),
      field('many', 'multi'),
      main('many'),
      field('why', 'text', { when: { field: 'top', in: ['b'] } }),
    );
    expect(found(definition)).toEqual([]);
  });

  it.each<[string, FormDefinition, string[]]>([
    ['no field', form(), ['/definition/sections size']],
    [
      'same code twice',
      form(field('a', 'text'), field('a', 'text', { label: '別' })),
      [at(1, '/code duplicate')],
    ],
    [
      'same label twice',
      form(field('a', 'text'), field('b', 'text', { label: '項目 a' })),
      [at(1, '/label duplicate')],
    ],
    ['bad field code', form(field('Ａ', 'text')), [at(0, '/code code')]],
    ['code of a fixed column', form(field('started_at', 'text')), [at(0, '/code reserved')]],
    ['code no JSON may carry', form(field('constructor', 'text')), [at(0, '/code reserved')]],
    ['choice without options', form(field('q', 'single', { options: [] })), [at(0, '/options options')]],
    ['text with options', form(field('q', 'text', { options })), [at(0, '/options options')]],
    [
      'options with equal code, equal label and bad code',
      form(
        field('q', 'multi', {
          options: [...options, { code: 'a', label: '乙' }, { code: '-', label: '丁' }],
        }),
      ),
      [
        at(0, '/options/3/code code'),
        at(0, '/options/2/code duplicate'),
        at(0, '/options/2/label duplicate'),
      ],
    ],
    [
      'a choice with a code no JSON may carry',
      form(field('q', 'single', { options: [{ code: 'constructor', label: '甲' }] })),
      [at(0, '/options/0/code code')],
    ],
    ['main of nothing', form(main('nowhere')), [at(0, '/mainOf unknown')]],
    ['main of a single choice', form(field('q', 'single'), main('q')), [at(1, '/mainOf unknown')]],
    [
      'condition on an unknown field',
      form(field('q', 'text', { when: { field: 'x', in: ['a'] } })),
      [at(0, '/when/field unknown')],
    ],
    [
      'condition on itself',
      form(field('q', 'single', { when: { field: 'q', in: ['a'] } })),
      [at(0, '/when/field unknown')],
    ],
    [
      'condition on words',
      form(field('q', 'text'), field('r', 'text', { when: { field: 'q', in: ['a'] } })),
      [at(1, '/when/field type')],
    ],
    [
      'condition on an unknown choice',
      form(field('q', 'single'), field('r', 'text', { when: { field: 'q', in: ['a', 'z'] } })),
      [at(1, '/when/in/1 unknown')],
    ],
    ['narrative number', form(field('n', 'number', { narrative: true })), [at(0, '/narrative type')]],
    ['range upside down', form(field('n', 'number', { min: 5, max: 4 })), [at(0, '/max range')]],
    [
      'range on a choice',
      form(field('q', 'single', { min: 1, max: 4 })),
      [at(0, '/min type'), at(0, '/max type')],
    ],
    ['text without room', form(field('t', 'text', { max: 200_001 })), [at(0, '/max range')]],
  ])('%s', (_, definition, faults) => {
    expect(found(definition)).toEqual(faults);
  });

  it('accepts groups, and conditions of every kind', () => {
    const definition = form(
      field('q', 'single'),
      field('n', 'number'),
      field('rows', 'group', {
        maxRows: 100,
        fields: [
          field('kind', 'single'),
          field('note', 'text', {
            when: {
              all: [
                { field: 'kind', in: ['a'] },
                { field: 'q', answered: true },
              ],
            },
            requiredWhen: { field: 'n', atLeast: 1, atMost: 1 },
          }),
        ],
      }),
      field('after', 'text', {
        pii: true,
        when: { any: [{ not: { field: 'rows', answered: true } }, { field: 'n', atMost: 3 }] },
      }),
    );
    expect(found(definition)).toEqual([]);
  });

  it.each<[string, FormField, string[]]>([
    ['without fields', field('g', 'group'), ['/fields range']],
    [
      'in a group',
      field('g', 'group', { fields: [field('h', 'group')] }),
      ['/fields/0/type nested', '/fields/0/fields range'],
    ],
    [
      'with words about a person',
      field('g', 'group', {
        fields: [field('a', 'text', { narrative: true }), field('b', 'text', { pii: true })],
      }),
      ['/fields/0/narrative nested', '/fields/1/pii nested'],
    ],
    [
      'with a main choice',
      field('g', 'group', {
        fields: [field('m', 'multi'), { code: 'top', label: '主', type: 'single', mainOf: 'm' }],
      }),
      ['/fields/1/mainOf nested'],
    ],
    [
      'that asks about itself',
      field('g', 'group', { fields: [field('a', 'text', { when: { field: 'g', answered: true } })] }),
      ['/fields/0/when/field unknown'],
    ],
    [
      'with a code that it has itself',
      field('g', 'group', { fields: [field('g', 'text')] }),
      ['/fields/0/code duplicate'],
    ],
    [
      'with an analysis field',
      field('g', 'group', { fields: [field('urgency', 'single')] }),
      ['/fields/0/code analysis'],
    ],
    [
      'with too many rows',
      field('g', 'group', { fields: [field('a', 'text')], maxRows: 101 }),
      ['/maxRows range'],
    ],
  ])('names a group %s', (_, group, faults) => {
    expect(found(form(group))).toEqual(faults.map((fault) => at(0, fault)));
  });

  it('lets two groups name their fields alike, but not code them alike', () => {
    const group = (code: string, member: string): FormField =>
      field(code, 'group', { fields: [{ code: member, label: '種別', type: 'text' }] });
    expect(found(form(group('g', 'a'), group('h', 'b')))).toEqual([]);
    expect(found(form(group('g', 'a'), group('h', 'a')))).toEqual([at(1, '/fields/0/code duplicate')]);
  });

  it('keeps the rows of a group out of conditions on the form', () => {
    const group = field('g', 'group', { fields: [field('a', 'text')] });
    const after = field('z', 'text', { when: { field: 'a', answered: true } });
    expect(found(form(group, after))).toEqual([at(1, '/when/field unknown')]);
  });

  it.each<[string, FormField['when'], string[]]>([
    ['nothing', {}, [' operator']],
    ['no test', { field: 'q' }, [' operator']],
    ['two tests', { field: 'q', in: ['a'], answered: true }, [' operator']],
    ['a code and a limit', { field: 'q', in: ['a'], atLeast: 1 }, [' operator']],
    ['two operators', { all: [{ field: 'q', in: ['a'] }], any: [{ field: 'q', in: ['a'] }] }, [' operator']],
    ['an operator and a test', { not: { field: 'q', in: ['a'] }, answered: true }, [' operator']],
    ['answered: false', { field: 'q', answered: false }, ['/answered operator']],
    ['all of nothing', { all: [] }, ['/all size']],
    [
      'any of too much',
      { any: Array.from({ length: 21 }, () => ({ field: 'q', in: ['a'] })) },
      ['/any size'],
    ],
    ['codes of nothing', { field: 'q', in: [] }, ['/in options']],
    ['codes of a number', { field: 'n', in: ['a'] }, ['/field type']],
    ['limits of a choice', { field: 'q', atLeast: 1 }, ['/field type']],
    ['limits upside down', { field: 'n', atLeast: 2, atMost: 1 }, ['/atMost range']],
    [
      'a fault deep inside',
      { all: [{ not: { any: [{ field: 'q', in: ['z'] }] } }] },
      ['/all/0/not/any/0/in/0 unknown'],
    ],
    [
      'too many levels',
      { not: { not: { not: { not: { field: 'q', in: ['a'] } } } } },
      ['/not/not/not depth'],
    ],
  ])('names a condition of %s', (_, when, faults) => {
    const fields = [field('q', 'single'), field('n', 'number')];
    const conditional = { ...field('z', 'text'), ...(when ? { when } : {}) };
    expect(found(form(...fields, conditional))).toEqual(faults.map((fault) => at(2, `/when${fault}`)));
    const required = { ...field('z', 'text'), ...(when ? { requiredWhen: when } : {}) };
    expect(found(form(...fields, required))).toEqual(faults.map((fault) => at(2, `/requiredWhen${fault}`)));
  });

  it.each<[string, FormField, string[]]>([
    [
      'a number of selections on a single choice',
      field('z', 'single', { maxSelections: 2 }),
      ['/maxSelections type'],
    ],
    ['no selection at all', field('z', 'multi', { maxSelections: 0 }), ['/maxSelections range']],
    ['rows of a text', field('z', 'text', { maxRows: 2 }), ['/maxRows type']],
    ['fields of a text', field('z', 'text', { fields: [field('y', 'text')] }), ['/fields type']],
    ['an identifying number', field('z', 'number', { pii: true }), ['/pii type']],
    [
      'required always and sometimes',
      field('z', 'text', { required: true, requiredWhen: { field: 'q', in: ['a'] } }),
      ['/requiredWhen twice'],
    ],
  ])('names the setting %s', (_, wrong, faults) => {
    expect(found(form(field('q', 'single'), wrong))).toEqual(faults.map((fault) => at(1, fault)));
  });

  it('knows one main choice of a list only', () => {
    const definition = form(field('many', 'multi'), main('many'), {
      ...main('many'),
      code: 'second',
      label: '二',
    });
    expect(found(definition)).toEqual([at(2, '/mainOf duplicate')]);
  });

  it.each<[string, FormField, string[]]>([
    ['of another type', field('gender', 'text'), ['/type analysis']],
    [
      'with a result the tables do not know',
      field('contact_result', 'single', { required: true }),
      ['/options/0/code analysis', '/options/1/code analysis', '/options analysis'],
    ],
    [
      'not asked on every sheet',
      field('contact_result', 'single', { options: [{ code: 'talk', label: '成立' }] }),
      ['/required analysis'],
    ],
    ['main field with a list of its own', field('main_field', 'single'), ['/mainOf analysis']],
    ['age without limits', field('age_years', 'number'), ['/max analysis']],
    ['age beyond the column', field('age_years', 'number', { min: 0, max: 120 }), ['/max analysis']],
  ])('names an analysis field %s', (_, wrong, faults) => {
    expect(found(form(wrong))).toEqual(faults.map((fault) => at(0, fault)));
  });

  it('leaves age bands to the form, since every programme has its own', () => {
    const bands = [
      { code: 'a00_15', label: '15歳以下' },
      { code: 'a16_19', label: '16〜19歳' },
    ];
    expect(found(form(field('age_band', 'single', { options: bands })))).toEqual([]);
  });
});
