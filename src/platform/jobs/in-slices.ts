import { setImmediate } from 'node:timers/promises';
import type { Steps } from '../../shared/steps';

/** As long as nobody else notices. */
const SLICE_MS = 15;

/** Does work step by step and lets everybody else in as soon as a slice of time is used up. */
export async function inSlices<Result>(
  work: Steps<Result>,
  clock = () => performance.now(),
): Promise<Result> {
  let began = clock();
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (clock() - began < SLICE_MS) continue;
    await setImmediate();
    began = clock();
  }
}
