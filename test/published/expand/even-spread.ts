/** A code and how many rows carry it. */
export interface Quota<Code> {
  readonly code: Code;
  readonly count: number;
}

/** Each code as often as its quota says, mixed as evenly as whole rows allow; the same order every time. */
export function* evenSpread<Code>(quotas: readonly Quota<Code>[]): Generator<Code> {
  const total = quotas.reduce((sum, quota) => sum + quota.count, 0);
  const given = quotas.map(() => 0);
  for (let row = 1; row <= total; row += 1) {
    const at = furthestBehind(quotas, given, row / total);
    const quota = quotas[at];
    if (!quota) return;
    given[at] = (given[at] ?? 0) + 1;
    yield quota.code;
  }
}

function furthestBehind<Code>(
  quotas: readonly Quota<Code>[],
  given: readonly number[],
  share: number,
): number {
  let best = -1;
  let lag = -Infinity;
  for (const [at, quota] of quotas.entries()) {
    const behind = quota.count * share - (given[at] ?? 0);
    if (behind > lag && (given[at] ?? 0) < quota.count) {
      best = at;
      lag = behind;
    }
  }
  return best;
}

/** Each code as often as its quota says, one after the other. */
export function* inBlocks<Code>(quotas: readonly Quota<Code>[]): Generator<Code> {
  for (const quota of quotas) {
    for (let row = 0; row < quota.count; row += 1) yield quota.code;
  }
}
