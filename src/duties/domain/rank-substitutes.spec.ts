import { rankSubstitutes, type Substitute } from './rank-substitutes';

const one = (personId: string, change: Partial<Substitute> = {}): Substitute => ({
  personId,
  wish: 'can',
  points: 0,
  restMinutes: 24 * 60,
  nights: 0,
  plannedMinutes: 480,
  targetMinutes: null,
  lastOutcome: null,
  ...change,
});

describe('rankSubstitutes', () => {
  it.each<[string, Partial<Substitute>, Partial<Substitute>]>([
    ['not rung before no answer', { wish: 'reluctant' }, { lastOutcome: 'no_answer', wish: 'want' }],
    ['no answer before declined', { lastOutcome: 'no_answer' }, { lastOutcome: 'declined' }],
    ['wants before can', { wish: 'want', points: 9 }, { wish: 'can' }],
    ['can before has not answered', { wish: 'can' }, { wish: 'unanswered' }],
    ['has not answered before only if nobody', { wish: 'unanswered' }, { wish: 'reluctant' }],
    ['only if nobody before not offered', { wish: 'reluctant' }, { wish: 'not_offered' }],
    ['fewer points', { points: 1, restMinutes: 660 }, { points: 2 }],
    ['longer rest', { restMinutes: 720, plannedMinutes: 900 }, { restMinutes: 660 }],
    [
      'further from the target',
      { plannedMinutes: 900, targetMinutes: 1800 },
      { plannedMinutes: 480, targetMinutes: 600 },
    ],
    ['fewer nights', { nights: 1 }, { nights: 2 }],
  ])('%s', (_, first, second) => {
    const [a, b] = [one('a', second), one('b', first)];
    expect(rankSubstitutes([a, b]).map(({ personId }) => personId)).toEqual(['b', 'a']);
  });

  it('does not tell more than a day of rest from none near, and ends with the id', () => {
    const list = [one('c', { restMinutes: 3000 }), one('a', { restMinutes: null }), one('b')];
    expect(rankSubstitutes(list).map(({ personId }) => personId)).toEqual(['a', 'b', 'c']);
  });
});
