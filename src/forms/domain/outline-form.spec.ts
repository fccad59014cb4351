import { describeCondition } from './describe-condition';
import type { Condition } from './evaluate-condition';
import type { FormDefinition, FormField } from './form-definition';
import { outlineForm } from './outline-form';

const q: FormField = {
  code: 'q',
  label: '立場',
  type: 'multi',
  options: [
    { code: 'a', label: '本人' },
    { code: 'b', label: '親' },
  ],
};
const n: FormField = { code: 'n', label: '年齢', type: 'number', min: 0, max: 119 };
const form = (...fields: FormField[]): FormDefinition => ({
  sections: [{ code: 'main', label: '本体', help: '手引き', fields }],
});
const single = (code: string, options: number, rest: Partial<FormField> = {}): FormField => ({
  code,
  label: code,
  type: 'single',
  options: Array.from({ length: options }, (_, index) => ({ code: `o${index}`, label: `選択肢${index}` })),
  ...rest,
});

describe('describeCondition', () => {
  it.each<[Condition, string]>([
    [{ field: 'q', in: ['a'] }, '「立場」が「本人」である'],
    [{ field: 'q', in: ['a', 'b'] }, '「立場」が「本人」「親」のいずれかである'],
    [{ field: 'q', answered: true }, '「立場」に記入がある'],
    [{ field: 'n', atLeast: 13 }, '「年齢」が13以上である'],
    [{ field: 'n', atMost: 18 }, '「年齢」が18以下である'],
    [{ field: 'n', atLeast: 13, atMost: 18 }, '「年齢」が13以上18以下である'],
    [{ field: 'n', atLeast: 19, atMost: 19 }, '「年齢」が19である'],
    [{ not: { field: 'q', in: ['a'] } }, '「立場」が「本人」ではない'],
    [{ not: { field: 'q', in: ['a', 'b'] } }, '「立場」が「本人」「親」のいずれでもない'],
    [{ not: { field: 'q', answered: true } }, '「立場」に記入がない'],
    [{ not: { not: { field: 'n', atMost: 1 } } }, '（「年齢」が1以下ではない）ではない'],
    [
      {
        all: [
          { field: 'q', answered: true },
          { any: [{ field: 'n', atLeast: 1 }, { not: { field: 'q', in: ['b'] } }] },
        ],
      },
      '「立場」に記入がある、かつ（「年齢」が1以上である、または「立場」が「親」ではない）',
    ],
    [{ any: [{ field: 'q', in: ['a'] }] }, '「立場」が「本人」である'],
  ])('%j', (condition, words) => {
    expect(describeCondition(form(q, n), condition)).toBe(words);
  });
});

describe('outlineForm', () => {
  const outlined = (field: FormField) => outlineForm(form(q, n, field)).sections[0]?.fields[2];

  it.each<[string, FormField, string]>([
    ['a single choice', single('z', 2), '1つ選択'],
    ['a multi choice', { ...single('z', 2), type: 'multi' }, '複数選択'],
    [
      'a multi choice with a limit',
      { ...single('z', 2), type: 'multi', maxSelections: 3 },
      '複数選択（3個まで）',
    ],
    ['a main choice', { code: 'z', label: '主', type: 'single', mainOf: 'q' }, '「立場」で選んだものから1つ'],
    ['a number', { code: 'z', label: 'z', type: 'number' }, '数値'],
    ['a number from', { code: 'z', label: 'z', type: 'number', min: 1 }, '数値（1以上）'],
    ['a number to', { code: 'z', label: 'z', type: 'number', max: 9 }, '数値（9以下）'],
    ['a number from and to', { code: 'z', label: 'z', type: 'number', min: 1, max: 9 }, '数値（1〜9）'],
    ['an instant', { code: 'z', label: 'z', type: 'instant' }, '日時'],
    ['a text', { code: 'z', label: 'z', type: 'text', max: 20 }, '文章（20文字まで）'],
    [
      'a group',
      { code: 'z', label: 'z', type: 'group', maxRows: 3, fields: [single('y', 2)] },
      '繰り返し（3行まで）',
    ],
  ])('says what %s takes', (_, field, kind) => {
    expect(outlined(field)?.kind).toBe(kind);
  });

  it('says when a field is shown, when it is required, and what is special about it', () => {
    const when = { field: 'q', in: ['a'] };
    expect(outlined({ ...n, code: 'z', required: true })).toMatchObject({
      shown: '常に',
      required: '必須',
      flags: [],
    });
    expect(
      outlined({ code: 'z', label: 'z', type: 'text', narrative: true, pii: true, when, requiredWhen: when }),
    ).toMatchObject({
      shown: '「立場」が「本人」であるとき',
      required: '「立場」が「本人」であるとき必須',
      flags: ['自由記述', '個人情報'],
    });
  });

  it('outlines sections, choices and the fields of a group', () => {
    const group: FormField = { code: 'g', label: '行', type: 'group', fields: [single('y', 2)] };
    const { sections } = outlineForm(form(q, group));
    expect(sections[0]).toMatchObject({ label: '本体', help: '手引き' });
    expect(sections[0]?.fields[0]?.options).toEqual(['本人', '親']);
    expect(sections[0]?.fields[1]?.fields.map((field) => field.kind)).toEqual(['1つ選択']);
  });

  it.each<[string, FormField, number]>([
    ['a choice of five', single('z', 5), 4],
    ['a choice of six', single('z', 6), 5],
    ['ticks among five', { ...single('z', 5), type: 'multi' }, 6],
    ['a main choice', { code: 'z', label: '主', type: 'single', mainOf: 'q' }, 2],
    ['a number', { ...n, code: 'z' }, 4],
    ['an instant', { code: 'z', label: 'z', type: 'instant' }, 8],
    ['a few words', { code: 'z', label: 'z', type: 'text', max: 50 }, 10],
    ['a sentence', { code: 'z', label: 'z', type: 'text', max: 51 }, 25],
    ['a narrative', { code: 'z', label: 'z', type: 'text', narrative: true }, 120],
    ['a row', { code: 'z', label: 'z', type: 'group', fields: [single('y', 5), { ...n, code: 'x' }] }, 8],
  ])('takes for %s so many seconds', (_, field, seconds) => {
    expect(outlined(field)?.seconds).toBe(seconds);
  });

  it('adds up what is asked of every sheet, and everything', () => {
    const asked = single('r', 5, { required: true });
    const sometimes = single('s', 5, { required: true, when: { field: 'q', in: ['a'] } });
    expect(outlineForm(form(q, asked, sometimes, single('o', 5))).seconds).toEqual({ shortest: 4, full: 18 });
  });
});
