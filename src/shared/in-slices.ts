import { setImmediate } from 'node:timers/promises';

/** Work that can be laid down between any two of its steps. */
export type Steps<Result> = Generator<void, Result, void>;

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

/** The same without a pause, where nobody else is there. */
export function atOnce<Result>(work: Steps<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
