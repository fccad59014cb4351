import { checkMapping } from './check-mapping';
import type { FormDefinition, FormField } from './form-definition';
import type { MappedField, MappingKind } from './form-mapping';
import { listUnmapped } from './list-unmapped';

const form = (...fields: FormField[]): FormDefinition => ({
  sections: [{ code: 'main', label: '本体', fields }],
});
const choice = (code: string, codes: string, rest: Partial<FormField> = {}): FormField => ({
  code,
  label: `項目 ${code}`,
  type: 'single',
  options: codes.split('').map((option) => ({ code: option, label: `選択肢 ${option}` })),
  ...rest,
});
const text = (code: string): FormField => ({ code, label: `項目 ${code}`, type: 'text' });
const main = (of: string): FormField => ({
  code: `top_${of}`,
  label: `主 ${of}`,
  type: 'single',
  mainOf: of,
});
const group = (code: string, ...fields: FormField[]): FormField => ({
  code,
  label: code,
  type: 'group',
  fields,
});

/** `q` or `q: a>x b>y`: the field and its targets, then its choices; kinds follow from the arrows. */
function mapped(line: string): [string, MappedField] {
  const [head = '', rest = ''] = line.split(': ');
  const [code, own] = entry(head);
  const options = rest.split(' ').filter((part) => part !== '');
  return [code, { ...own, options: Object.fromEntries(options.map(entry)) }];
}

const ARROWS: readonly (readonly [arrow: string, kind: MappingKind])[] = [
  ['=>', 'same'],
  ['+>', 'merged'],
  ['/>', 'split'],
  ['x>', 'retired'],
];

function entry(part: string): [string, { kind: MappingKind; targets: string[] }] {
  const [arrow, kind] = ARROWS.find(([sign]) => part.includes(sign)) ?? ['=>', 'same' as const];
  const [code = '', targets = ''] = part.split(arrow);
  return [code, { kind, targets: targets.split(',').filter((target) => target !== '') }];
}

const mapping = (...lines: string[]) => ({ fields: Object.fromEntries(lines.map(mapped)) });
type Case = [name: string, old: FormDefinition, next: FormDefinition, lines: string[], expected: string[]];

describe('checkMapping', () => {
  it.each<Case>([
    ['nothing yet', form(choice('q', 'ab')), form(choice('q', 'ab')), [], []],
    ['all the same', form(choice('q', 'ab')), form(choice('q', 'ab')), ['q=>q: a=>a b=>b'], []],
    ['another code for the same', form(choice('q', 'ab')), form(choice('r', 'xb')), ['q=>r: a=>x b=>b'], []],
    ['one of two retired', form(choice('q', 'ab')), form(choice('q', 'b')), ['q=>q: ax> b=>b'], []],
    ['a whole field retired', form(choice('q', 'ab'), text('t')), form(text('t')), ['qx>', 't=>t'], []],
    ['one split', form(choice('q', 'ab')), form(choice('q', 'xyb')), ['q=>q: a/>x,y b=>b'], []],
    [
      'two merged into a new one',
      form(choice('q', 'abc')),
      form(choice('q', 'xc')),
      ['q=>q: a+>x b+>x c=>c'],
      [],
    ],
    ['one merged into the other', form(choice('q', 'ab')), form(choice('q', 'a')), ['q=>q: a+>a b+>a'], []],
    [
      'a split and a merger that meet',
      form(choice('q', 'ab')),
      form(choice('q', 'xy')),
      ['q=>q: a/>x,y b+>x'],
      [],
    ],
    [
      'fields merged, their choices with them',
      form(choice('q', 'a'), choice('r', 'a')),
      form(choice('s', 'a')),
      ['q+>s: a+>a', 'r+>s: a+>a'],
      [],
    ],
    [
      'a field split, its choices told apart by field',
      form(choice('q', 'abc')),
      form(choice('s', 'a'), choice('t', 'bc')),
      ['q/>s,t: a=>s.a b=>t.b c=>t.c'],
      [],
    ],
    [
      'a list with its main choice',
      form(choice('m', 'ab', { type: 'multi' }), main('m')),
      form(choice('m', 'ab', { type: 'multi' }), main('m')),
      ['m=>m: a=>a b=>b', 'top_m=>top_m'],
      [],
    ],
    [
      'a group with its fields',
      form(group('g', choice('k', 'a'), text('t'))),
      form(group('h', choice('k', 'a'))),
      ['g=>h', 'k=>k: a=>a', 'tx>'],
      [],
    ],
  ])('accepts %s', (_, old, next, lines) => {
    expect(checkMapping({ old, next, mapping: mapping(...lines) }, '')).toEqual([]);
  });

  it.each<Case>([
    ['fields that there never were', form(text('t')), form(text('t')), ['u=>t'], ['/fields/u unknown']],
    [
      'choices that there never were',
      form(choice('q', 'a')),
      form(choice('q', 'a')),
      ['q=>q: a=>a z=>a'],
      ['/fields/q/options/z unknown'],
    ],
    ['fields that there are not', form(text('t')), form(text('u')), ['t=>v'], ['/fields/t/targets unknown']],
    [
      'choices that there are not',
      form(choice('q', 'a')),
      form(choice('q', 'b')),
      ['q=>q: a=>z'],
      ['/fields/q/options/a/targets unknown'],
    ],
    ['another type', form(text('t')), form(choice('q', 'a')), ['t=>q'], ['/fields/t/targets/0 type']],
    [
      'the same code with another type',
      form(text('t')),
      form(choice('t', 'a')),
      ['tx>'],
      ['/fields/t/kind reused'],
    ],
    ['sameness without a target', form(text('t')), form(text('u')), ['t=>'], ['/fields/t/targets targets']],
    [
      'sameness with two',
      form(text('t')),
      form(text('u'), text('v')),
      ['t=>u,v'],
      ['/fields/t/targets targets'],
    ],
    ['a split in one', form(text('t')), form(text('u')), ['t/>u'], ['/fields/t/targets targets']],
    [
      'a split in twice the same',
      form(text('t')),
      form(text('u')),
      ['t/>u,u'],
      ['/fields/t/targets duplicate'],
    ],
    ['retirement with a target', form(text('t')), form(text('u')), ['tx>u'], ['/fields/t/targets targets']],
    [
      'two that are the same as one',
      form(choice('q', 'ab')),
      form(choice('q', 'x')),
      ['q=>q: a=>x b=>x'],
      ['/fields/q/options/a/kind shared', '/fields/q/options/b/kind shared'],
    ],
    [
      'sameness with a part of another',
      form(choice('q', 'ab')),
      form(choice('q', 'xy')),
      ['q=>q: a/>x,y b=>x'],
      ['/fields/q/options/b/kind shared'],
    ],
    [
      'a merger of one',
      form(choice('q', 'ab')),
      form(choice('q', 'xb')),
      ['q=>q: a+>x b=>b'],
      ['/fields/q/options/a/kind alone'],
    ],
    [
      'a split that keeps the old code for a part',
      form(choice('q', 'a')),
      form(choice('q', 'ax')),
      ['q=>q: a/>a,x'],
      ['/fields/q/options/a/kind reused'],
    ],
    [
      'a retired code that is offered again',
      form(choice('q', 'ab')),
      form(choice('q', 'ab')),
      ['q=>q: ax> b=>b'],
      ['/fields/q/options/a/kind reused'],
    ],
    [
      'codes that change places',
      form(choice('q', 'ab')),
      form(choice('q', 'ab')),
      ['q=>q: a=>b b=>a'],
      ['/fields/q/options/a/kind reused', '/fields/q/options/b/kind reused'],
    ],
    [
      'choices of a retired field',
      form(choice('q', 'a'), text('t')),
      form(text('t')),
      ['qx>: ax>'],
      ['/fields/q/options/a implied'],
    ],
    [
      'choices of a main choice',
      form(choice('m', 'a', { type: 'multi' }), main('m')),
      form(choice('m', 'a', { type: 'multi' }), main('m')),
      ['m=>m: a=>a', 'top_m=>top_m: a=>a'],
      ['/fields/top_m/options/a implied'],
    ],
    [
      'a main choice that loses its list',
      form(choice('m', 'a', { type: 'multi' }), main('m')),
      form(choice('n', 'a', { type: 'multi' }), main('n')),
      ['mx>', 'top_m=>top_n'],
      ['/fields/top_m/targets/0 type'],
    ],
    [
      'a main choice that becomes a list of its own',
      form(choice('m', 'a', { type: 'multi' }), main('m')),
      form(choice('m', 'a', { type: 'multi' }), choice('q', 'a')),
      ['m=>m: a=>a', 'top_m=>q'],
      ['/fields/top_m/targets/0 type'],
    ],
    [
      'a field that leaves its group',
      form(group('g', text('t'))),
      form(group('g', text('u')), text('v')),
      ['g=>g', 't=>v'],
      ['/fields/t/targets/0 type'],
    ],
    [
      'choices of a split field without the field',
      form(choice('q', 'a')),
      form(choice('s', 'a'), choice('t', 'b')),
      ['q/>s,t: a=>a'],
      ['/fields/q/options/a/targets unknown'],
    ],
  ])('refuses %s', (_, old, next, lines, expected) => {
    const faults = checkMapping({ old, next, mapping: mapping(...lines) }, '');
    expect(faults.map((fault) => `${fault.pointer} ${fault.code}`)).toEqual(expected);
  });

  it('points to where the mapping stands', () => {
    const [fault] = checkMapping(
      { old: form(text('t')), next: form(), mapping: mapping('u=>t') },
      '/mapping',
    );
    expect(fault?.pointer).toBe('/mapping/fields/u');
  });
});

describe('listUnmapped', () => {
  const names = (old: FormDefinition, next: FormDefinition, ...lines: string[]) =>
    listUnmapped({ old, next, mapping: mapping(...lines) }).map(
      ({ fieldCode, optionCode, suggestion }) =>
        `${fieldCode}${optionCode === null ? '' : `.${optionCode}`}${suggestion ? ` => ${suggestion.targets.join()}` : ''}`,
    );
  const old = form(
    choice('q', 'ab'),
    choice('m', 'a', { type: 'multi' }),
    main('m'),
    group('g', choice('k', 'a')),
  );

  it('names every field and every choice, those of main choices and retired fields excepted', () => {
    expect(names(old, form(text('other')))).toEqual([
      'q',
      'q.a',
      'q.b',
      'm',
      'm.a',
      'top_m',
      'g',
      'k',
      'k.a',
    ]);
    expect(names(old, form(text('other')), 'qx>', 'm=>m: a=>a', 'top_m=>m', 'gx>')).toEqual(['k', 'k.a']);
  });

  it('suggests what has kept code, wording and type', () => {
    expect(names(form(choice('q', 'ab')), form(choice('q', 'bc')))).toEqual(['q => q', 'q.a', 'q.b => b']);
    const reworded = choice('q', 'a', { label: '別の問い', options: [{ code: 'a', label: '別の答え' }] });
    expect(names(form(choice('q', 'a')), form(reworded))).toEqual(['q', 'q.a']);
    expect(names(form(choice('q', 'a')), form(choice('q', 'a', { type: 'multi' })))).toEqual([
      'q',
      'q.a => a',
    ]);
  });
});
