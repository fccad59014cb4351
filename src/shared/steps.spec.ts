import { atOnce, type Steps } from './steps';

it('is done at once where nobody waits', () => {
  function* work(): Steps<number> {
    yield;
    return 1;
  }
  expect(atOnce(work())).toBe(1);
});
