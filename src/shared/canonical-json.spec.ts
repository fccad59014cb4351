import { canonicalJson } from './canonical-json';

describe('canonicalJson', () => {
  it.each([
    ['order of keys', { b: 1, a: { d: 1, c: 2 } }, { a: { c: 2, d: 1 }, b: 1 }],
    ['what is undefined', { a: 1, b: undefined }, { a: 1 }],
    [
      'how an instant is written',
      { at: new Date('2025-12-26T00:00:00+09:00') },
      { at: '2025-12-25T15:00:00.000Z' },
    ],
  ])('does not depend on %s', (_, one, other) => {
    expect(canonicalJson(one)).toBe(canonicalJson(other));
  });

  it.each([
    ['text and number', { a: 1 }, { a: '1' }],
    ['null and nothing', { a: null }, {}],
    ['the order of a list', { a: ['x', 'y'] }, { a: ['y', 'x'] }],
    ['composed and decomposed letters', { a: 'ガ' }, { a: 'カ\u3099' }],
    ['where a text ends', { a: 'x', b: 'y' }, { a: 'x","b":"y' }],
  ])('tells apart %s', (_, one, other) => {
    expect(canonicalJson(one)).not.toBe(canonicalJson(other));
  });
});
