import { readMapping } from './read-mapping';

const faults = (fields: Record<string, unknown>) =>
  readMapping(fields).faults.map((fault) => `${fault.pointer} ${fault.code}`);

describe('readMapping', () => {
  it('reads fields and choices; targets and choices may be left out', () => {
    const same = { kind: 'same', targets: ['x'] };
    expect(readMapping({ q: { ...same, options: { A1: same } }, t: { kind: 'retired' } })).toEqual({
      mapping: {
        fields: {
          q: { ...same, options: { A1: same } },
          t: { kind: 'retired', targets: [], options: {} },
        },
      },
      faults: [],
    });
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['a text for a field', { q: 'same' }, ['/fields/q object']],
    ['a list for a field', { q: [] }, ['/fields/q object']],
    ['null for a field', { q: null }, ['/fields/q object']],
    ['no kind', { q: {} }, ['/fields/q/kind one_of']],
    ['another kind', { q: { kind: 'renamed' } }, ['/fields/q/kind one_of']],
    ['one target in place of a list', { q: { kind: 'same', targets: 'x' } }, ['/fields/q/targets list']],
    ['a target that is no code', { q: { kind: 'same', targets: ['あ'] } }, ['/fields/q/targets list']],
    ['a target of three parts', { q: { kind: 'same', targets: ['a.b.c'] } }, ['/fields/q/targets list']],
    [
      'too many targets',
      { q: { kind: 'split', targets: Array.from({ length: 51 }, (_, i) => `x${i}`) } },
      ['/fields/q/targets list'],
    ],
    ['an unknown property', { q: { kind: 'retired', why: 'x' } }, ['/fields/q unknown_field']],
    [
      'choices of a choice',
      { q: { kind: 'retired', options: { a: { kind: 'retired', options: {} } } } },
      ['/fields/q/options/a unknown_field'],
    ],
    ['a list of choices', { q: { kind: 'retired', options: [] } }, ['/fields/q/options object']],
    [
      'a name that is no code, without repeating it',
      { 'a/あ': { kind: 'retired' } },
      ['/fields unknown_field'],
    ],
    [
      'a choice that is no code',
      { q: { kind: 'retired', options: { あ: { kind: 'retired' } } } },
      ['/fields/q/options unknown_field'],
    ],
  ])('refuses %s', (_, fields, expected) => {
    expect(faults(fields)).toEqual(expected);
  });
});
