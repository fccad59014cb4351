/** Whole seconds whose sum is exactly `totalSeconds`, none further than one second from the mean. */
export function* talkLengths(talks: number, totalSeconds: number): Generator<number> {
  for (let at = 0; at < talks; at += 1) {
    yield Math.floor(((at + 1) * totalSeconds) / talks) - Math.floor((at * totalSeconds) / talks);
  }
}
