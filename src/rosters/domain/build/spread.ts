/** How unevenly something is shared: 0 when all have the same, towards 1 when one has everything (Gini 1912). */
export function gini(values: readonly number[]): number {
  const total = values.reduce((sum, value) => sum + value, 0);
  if (total <= 0) return 0;
  const ordered = values.toSorted((a, b) => a - b);
  const weighted = ordered.reduce((sum, value, index) => sum + (index + 1) * value, 0);
  const count = ordered.length;
  return (2 * weighted) / (count * total) - (count + 1) / count;
}

export function median(values: readonly number[]): number | null {
  const ordered = values.toSorted((a, b) => a - b);
  const middle = Math.floor(ordered.length / 2);
  const upper = ordered[middle];
  if (upper === undefined) return null;
  return ordered.length % 2 === 1 ? upper : ((ordered[middle - 1] ?? upper) + upper) / 2;
}
