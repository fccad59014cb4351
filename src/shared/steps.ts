/** Work that can be laid down between any two of its steps. */
export type Steps<Result> = Generator<void, Result, void>;

/** Where nobody else waits. */
export function atOnce<Result>(work: Steps<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
