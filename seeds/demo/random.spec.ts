import { Random } from './random';

const draw = (random: Random, count: number): number[] =>
  Array.from({ length: count }, () => random.fraction());

describe('Random', () => {
  it('draws the same numbers for the same seed and name, and others for another name or seed', () => {
    const numbers = draw(Random.stream(1, 'calls'), 5);
    expect(draw(Random.stream(1, 'calls'), 5)).toEqual(numbers);
    expect(draw(Random.stream(1, 'people'), 5)).not.toEqual(numbers);
    expect(draw(Random.stream(2, 'calls'), 5)).not.toEqual(numbers);
  });

  it('spreads evenly over [0, 1)', () => {
    const numbers = draw(Random.stream(7, 'even'), 20_000);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    const tenths = Array.from(
      { length: 10 },
      (_, tenth) => numbers.filter((number) => Math.floor(number * 10) === tenth).length,
    );
    for (const count of tenths) expect(Math.abs(count - 2_000)).toBeLessThan(200);
  });

  it('follows weights and never picks what weighs nothing', () => {
    const random = Random.stream(3, 'weights');
    const picked = Array.from({ length: 4_000 }, () => random.weighted({ often: 3, seldom: 1, never: 0 }));
    expect(picked).not.toContain('never');
    expect(picked.filter((code) => code === 'often').length / 4_000).toBeCloseTo(0.75, 1);
  });

  it('shuffles without losing anything', () => {
    const items = Array.from({ length: 50 }, (_, index) => index);
    const shuffled = Random.stream(4, 'shuffle').shuffled(items);
    expect(shuffled).not.toEqual(items);
    expect(shuffled.toSorted((a, b) => a - b)).toEqual(items);
  });
});
