/**
 * Whole rows for shares printed in %: every share gets its whole part, and what is left goes to the largest remainders.
 * Shares are taken as printed text so that 79.8 is exactly 798 tenths.
 */
export function largestRemainder(total: number, printedShares: readonly string[]): number[] {
  const weights = printedShares.map(tenthsOfPercent);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const counts = weights.map((weight) => Math.floor((total * weight) / whole));
  const byRemainder = weights
    .map((weight, at) => ({ at, remainder: (total * weight) % whole }))
    .sort((a, b) => b.remainder - a.remainder || a.at - b.at);
  const missing = total - counts.reduce((sum, count) => sum + count, 0);
  for (const { at } of byRemainder.slice(0, missing)) counts[at] = (counts[at] ?? 0) + 1;
  return counts;
}

function tenthsOfPercent(printed: string): number {
  const found = /^(\d+)\.(\d)$/.exec(printed);
  if (!found) throw new RangeError(`not a share with one decimal: ${printed}`);
  return Number(found[1]) * 10 + Number(found[2]);
}
