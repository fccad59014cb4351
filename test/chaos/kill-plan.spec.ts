import { killPlan, killsIn } from './kill-plan';

describe('kill plan', () => {
  it('is the same for the same seed and another for another', () => {
    expect(killPlan(7, 50, 32)).toEqual(killPlan(7, 50, 32));
    expect(killPlan(7, 50, 32)).not.toEqual(killPlan(8, 50, 32));
  });

  it('has more than a hundred kills in ten minutes, of every kind', () => {
    const plan = killPlan(1, killsIn(10), 32);
    expect(plan.length).toBeGreaterThanOrEqual(100);
    expect(new Set(plan.map(({ fault }) => fault)).size).toBe(5);
  });
});
