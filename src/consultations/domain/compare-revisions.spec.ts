import { compareRevisions } from './compare-revisions';

const revision = (answers: Record<string, unknown>, frame: Record<string, unknown> = {}) => ({
  frame: { channel: 'phone', endedAt: null, ...frame },
  answers,
});

describe('compareRevisions', () => {
  it.each([
    ['nothing', revision({ a: 1, b: ['x'] }), revision({ b: ['x'], a: 1 }), []],
    [
      'an answer more',
      revision({}),
      revision({ a: 1 }),
      [{ pointer: '/answers/a', kind: 'added', after: 1 }],
    ],
    [
      'an answer less',
      revision({ a: '' }),
      revision({}),
      [{ pointer: '/answers/a', kind: 'removed', before: '' }],
    ],
    [
      'the order of a choice',
      revision({ a: ['x', 'y'] }),
      revision({ a: ['y', 'x'] }),
      [{ pointer: '/answers/a', kind: 'changed', before: ['x', 'y'], after: ['y', 'x'] }],
    ],
    [
      'one code point of a text',
      revision({ summary: '神' }),
      revision({ summary: '\ufa19' }),
      [{ pointer: '/answers/summary', kind: 'changed', before: '神', after: '\ufa19' }],
    ],
    [
      'keys of a row in another order',
      revision({ g: [{ a: 1, b: 2 }] }),
      revision({ g: [{ b: 2, a: 1 }] }),
      [],
    ],
    [
      'the frame before the answers',
      revision({ 'a/b': 1 }),
      revision({ 'a/b': 2 }, { channel: 'chat' }),
      [
        { pointer: '/channel', kind: 'changed', before: 'phone', after: 'chat' },
        { pointer: '/answers/a~1b', kind: 'changed', before: 1, after: 2 },
      ],
    ],
  ])('%s', (_, before, after, changes) => {
    expect(compareRevisions(before, after)).toEqual(changes);
  });
});
