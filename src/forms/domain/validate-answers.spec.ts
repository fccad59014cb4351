import type { Answers, FormDefinition } from './form-definition';
import { indexForm } from './index-form';
import { validateAnswers } from './validate-answers';

const options = [
  { code: 'a', label: '甲' },
  { code: 'b', label: '乙' },
];
const definition: FormDefinition = {
  sections: [
    {
      code: 'main',
      label: '本体',
      fields: [
        { code: 'result', label: '結果', type: 'single', required: true, options },
        {
          code: 'many',
          label: '複数',
          type: 'multi',
          options: [...options, { code: 'c', label: '丙' }],
          maxSelections: 2,
          when: { field: 'result', in: ['a'] },
        },
        { code: 'top', label: '主', type: 'single', mainOf: 'many' },
        {
          code: 'reason',
          label: '理由',
          type: 'text',
          required: true,
          max: 5,
          when: { field: 'many', in: ['b'] },
        },
        { code: 'count', label: '数', type: 'number', min: 0, max: 119 },
        { code: 'at', label: '日時', type: 'instant' },
        { code: 'summary', label: '要旨', type: 'text', narrative: true },
        {
          code: 'basis',
          label: '根拠',
          type: 'text',
          requiredWhen: { field: 'count', atLeast: 100, atMost: 110 },
        },
        {
          code: 'rows',
          label: '行',
          type: 'group',
          maxRows: 2,
          fields: [
            { code: 'kind', label: '種別', type: 'single', required: true, options },
            { code: 'why', label: '理由', type: 'text', when: { field: 'kind', in: ['b'] } },
            {
              code: 'seen',
              label: '確認',
              type: 'number',
              min: 0,
              requiredWhen: { field: 'result', in: ['a'] },
            },
          ],
        },
      ],
    },
  ],
};
const form = indexForm(definition);
const found = (answers: Answers): string[] =>
  validateAnswers(form, answers).map((fault) => `${fault.pointer} ${fault.code}`);

describe('validateAnswers', () => {
  it.each<[string, Answers]>([
    ['the least', { result: 'b' }],
    ['an empty multi', { result: 'a', many: [] }],
    [
      'everything',
      {
        result: 'a',
        many: ['b', 'a'],
        top: 'b',
        reason: '𠮷👨‍👩‍👧'.slice(0, 4),
        count: 0,
        at: '2025-12-26T00:00:00+09:00',
        summary: '髙\u200b\u202e\ufffe\u0085',
      },
    ],
    ['200,000 code points outside the basic plane', { result: 'b', summary: '𠮷'.repeat(200_000) }],
    ['an empty text', { result: 'b', summary: '' }],
    ['as many choices as there may be', { result: 'a', many: ['a', 'c'] }],
    ['no rows', { result: 'b', rows: [] }],
    ['rows', { result: 'b', rows: [{ kind: 'a' }, { kind: 'b', why: 'x', seen: 0 }] }],
    ['rows that see the form around them', { result: 'a', rows: [{ kind: 'a', seen: 1 }] }],
    ['what is required by a number', { result: 'b', count: 100, basis: 'x' }],
  ])('accepts %s', (_, answers) => {
    expect(found(answers)).toEqual([]);
  });

  it.each<[string, Answers, string[]]>([
    ['nothing filled in', {}, ['/answers/result required']],
    ['unknown fields, escaped', { result: 'b', 'x/y~': 1 }, ['/answers/x~1y~0 unknown_field']],
    ['names of the prototype', { result: 'b', toString: 'a' }, ['/answers/toString unknown_field']],
    ['null', { result: null }, ['/answers/result option']],
    ['an unknown code', { result: 'c' }, ['/answers/result option']],
    ['a label in place of a code', { result: '甲' }, ['/answers/result option']],
    ['a list for a single choice', { result: ['a'] }, ['/answers/result option']],
    ['a text for a multi', { result: 'a', many: 'a' }, ['/answers/many list']],
    ['a choice twice', { result: 'a', many: ['a', 'a'] }, ['/answers/many duplicate']],
    ['an unknown choice', { result: 'a', many: ['a', 1] }, ['/answers/many option']],
    ['a main that is not ticked', { result: 'a', many: ['a'], top: 'b' }, ['/answers/top main']],
    ['a main without its list', { result: 'a', top: 'b' }, ['/answers/top main']],
    ['a hidden field with an answer', { result: 'b', many: ['a'] }, ['/answers/many hidden']],
    ['a shown required field without', { result: 'a', many: ['b'] }, ['/answers/reason required']],
    [
      'what hangs on a hidden field',
      { result: 'b', many: ['b'], reason: 'x' },
      ['/answers/many hidden', '/answers/reason hidden'],
    ],
    ['a required text left empty', { result: 'a', many: ['b'], reason: '' }, ['/answers/reason required']],
    [
      'too many code points',
      { result: 'a', many: ['b'], reason: '一二三四五𠮷' },
      ['/answers/reason length'],
    ],
    ['a fraction', { result: 'b', count: 1.5 }, ['/answers/count number']],
    ['a number as text', { result: 'b', count: '3' }, ['/answers/count number']],
    ['a number out of range', { result: 'b', count: 120 }, ['/answers/count number']],
    ['a day that is none', { result: 'b', at: '2026-02-30T00:00:00+09:00' }, ['/answers/at instant']],
    ['a time without offset', { result: 'b', at: '2026-02-03T00:00:00' }, ['/answers/at instant']],
    ['a number for words', { result: 'b', summary: 5 }, ['/answers/summary text']],
    ['U+0000', { result: 'b', summary: 'a\u0000' }, ['/answers/summary character']],
    ['half a surrogate pair', { result: 'b', summary: '\ud800' }, ['/answers/summary character']],
    ['200,001 code points', { result: 'b', summary: 'あ'.repeat(200_001) }, ['/answers/summary length']],
    ['too many choices', { result: 'a', many: ['a', 'b', 'c'], reason: 'x' }, ['/answers/many selections']],
    ['what a number requires', { result: 'b', count: 100 }, ['/answers/basis required']],
    ['rows that are none', { result: 'b', rows: ['a'] }, ['/answers/rows rows']],
    ['one row in place of rows', { result: 'b', rows: { kind: 'a' } }, ['/answers/rows rows']],
    [
      'too many rows',
      { result: 'b', rows: [{ kind: 'a' }, { kind: 'a' }, { kind: 'a' }] },
      ['/answers/rows rows'],
    ],
    [
      'blank rows',
      { result: 'b', rows: [{ why: '' }, {}] },
      ['/answers/rows/0 empty', '/answers/rows/1 empty'],
    ],
    [
      'faults in rows',
      { result: 'b', rows: [{ kind: 'a', why: 'x', 'x/y': 1 }, { seen: -1 }] },
      [
        '/answers/rows/0/x~1y unknown_field',
        '/answers/rows/0/why hidden',
        '/answers/rows/1/kind required',
        '/answers/rows/1/seen number',
      ],
    ],
    [
      'a row without what the form around it requires',
      { result: 'a', rows: [{ kind: 'a' }] },
      ['/answers/rows/0/seen required'],
    ],
    [
      'several faults at once',
      { many: 3, count: -1, at: 1 },
      ['/answers/result required', '/answers/many hidden', '/answers/count number', '/answers/at instant'],
    ],
  ])('refuses %s', (_, answers, faults) => {
    expect(found(answers)).toEqual(faults);
  });
});
