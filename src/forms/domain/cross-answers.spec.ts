import { crossAnswers } from './cross-answers';
import { buildCrosswalk, placesOf } from './crosswalk';
import type { Answers, FormDefinition } from './form-definition';
import { type FormMapping, mappingRows } from './form-mapping';
import { indexForm } from './index-form';

const options = (...codes: string[]) => codes.map((code) => ({ code, label: code }));
const old: FormDefinition = {
  sections: [
    {
      code: 'main',
      label: '本体',
      fields: [
        { code: 'many', label: 'many', type: 'multi', options: options('a', 'b', 'c', 'd') },
        { code: 'top', label: 'top', type: 'single', mainOf: 'many' },
        { code: 'one', label: 'one', type: 'single', options: options('x') },
        { code: 'two', label: 'two', type: 'single', options: options('x', 'y') },
        { code: 'note', label: 'note', type: 'text' },
        { code: 'count', label: 'count', type: 'number' },
        { code: 'old_words', label: 'old_words', type: 'text' },
        {
          code: 'rows',
          label: 'rows',
          type: 'group',
          fields: [{ code: 'kind', label: 'kind', type: 'single', options: options('k', 'l') }],
        },
      ],
    },
  ],
};
const same = (code: string) => ({ kind: 'same' as const, targets: [code] });
const to = (kind: 'merged' | 'split' | 'retired', ...targets: string[]) => ({ kind, targets });
const mapping: FormMapping = {
  fields: {
    many: {
      ...same('lots'),
      options: { a: to('split', 'a1', 'a2'), b: to('merged', 'z'), c: to('merged', 'z'), d: to('retired') },
    },
    top: { ...same('first'), options: {} },
    one: { ...to('merged', 'both'), options: { x: to('merged', 'x') } },
    two: { ...to('merged', 'both'), options: { x: to('merged', 'x'), y: same('y') } },
    note: { ...same('memo'), options: {} },
    count: { ...to('split', 'men', 'women'), options: {} },
    old_words: { ...to('retired'), options: {} },
    rows: { ...same('lines'), options: {} },
    kind: { ...same('sort'), options: { k: same('k2'), l: to('split', 'l1', 'l2') } },
  },
};
const crosswalk = buildCrosswalk(placesOf(old), [mappingRows(old, mapping)]);

describe('crossAnswers', () => {
  it.each<[string, Answers, Answers, string[]]>([
    ['nothing', {}, {}, []],
    ['blank answers', { many: [], note: '' }, {}, []],
    ['words, as they are', { note: 'あ\u200b' }, { memo: 'あ\u200b' }, []],
    ['a question that is asked no more', { old_words: 'x' }, {}, []],
    ['a choice that is offered no more', { many: ['d', 'b'] }, { lots: ['z'] }, []],
    ['two ticks that became one', { many: ['b', 'c'] }, { lots: ['z'] }, []],
    ['a tick that became two', { many: ['a', 'b'], top: 'a' }, { lots: ['z'] }, ['many.a', 'top.a']],
    ['a main choice, with its list', { many: ['b'], top: 'b' }, { lots: ['z'], first: 'z' }, []],
    ['a number that was split', { count: 3 }, {}, ['count']],
    ['two fields that agree', { one: 'x', two: 'x' }, { both: 'x' }, []],
    ['two fields that do not', { one: 'x', two: 'y' }, {}, ['both']],
    ['one of the two', { two: 'y' }, { both: 'y' }, []],
    ['rows', { rows: [{ kind: 'k' }, { kind: 'l' }] }, { lines: [{ sort: 'k2' }, {}] }, ['kind.l']],
  ])('%s', (_, answers, expected, uncertain) => {
    const crossed = crossAnswers(crosswalk, indexForm(old).fields, answers);
    expect(crossed.answers).toEqual(expected);
    expect(crossed.uncertain.map(({ field, code }) => (code === null ? field : `${field}.${code}`))).toEqual(
      uncertain,
    );
  });
});
