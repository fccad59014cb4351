import fc from 'fast-check';
import { smallestBlock } from './smallest-block';

const RULES = ['a', 'b', 'c', 'd', 'e', 'f'];

/** Every subset, smallest first. */
function exhaustive(people: readonly (readonly string[])[]): number | null {
  const sizes = Array.from({ length: 2 ** RULES.length }, (_, mask) =>
    RULES.filter((__, bit) => (mask >> bit) % 2 === 1),
  )
    .filter((chosen) => people.every((rules) => rules.some((rule) => chosen.includes(rule))))
    .map((chosen) => chosen.length);
  return sizes.length === 0 ? null : Math.min(...sizes);
}

describe('smallestBlock', () => {
  const of = (...people: readonly string[][]) =>
    smallestBlock(people.map((rules, index) => ({ personId: String(index), rules })));

  it.each([
    ['one rule for all', [['rest', 'cannot'], ['rest']], ['rest']],
    ['two where no one does', [['rest'], ['cannot'], ['rest', 'cannot']], ['rest', 'cannot']],
    ['nobody to block', [], []],
    ['somebody is free', [['rest'], []], null],
  ])('%s', (_, people, rules) => {
    expect(of(...people)).toEqual(rules);
  });

  it('is as small as any set that blocks everybody', () => {
    const people = fc.array(fc.subarray(RULES), { maxLength: 7 });
    fc.assert(
      fc.property(people, (lists) => {
        const found = of(...lists);
        expect(found?.length ?? null).toBe(exhaustive(lists));
        const left = found ? lists.filter((rules) => !rules.some((rule) => found.includes(rule))) : [];
        expect(left).toEqual([]);
      }),
    );
  });
});
