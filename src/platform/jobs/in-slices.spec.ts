import type { Steps } from '../../shared/steps';
import { inSlices } from './in-slices';

describe('work in slices', () => {
  it('lets others in once a slice is used up, and no sooner', async () => {
    const seen: string[] = [];
    let now = 0;
    function* work(): Steps<string> {
      for (const step of ['a', 'b', 'c', 'd']) {
        seen.push(step);
        now += 8;
        yield;
      }
      return 'done';
    }
    setImmediate(() => seen.push('somebody else'));
    const answer = inSlices(work(), () => now);
    await expect(answer).resolves.toBe('done');
    expect(seen).toEqual(['a', 'b', 'somebody else', 'c', 'd']);
  });
});
