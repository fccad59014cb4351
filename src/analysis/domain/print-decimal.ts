/** A quotient of whole numbers ≥ 0 as decimal text, in integer arithmetic: 0.5 of the last digit goes up. */
export function printHalfUp(numerator: bigint, denominator: bigint, decimals: number): string {
  const scaled = numerator * 10n ** BigInt(decimals);
  return withPoint((2n * scaled + denominator) / (2n * denominator), decimals);
}

/** The same, cut off after the last digit. */
export function printTruncated(numerator: bigint, denominator: bigint, decimals: number): string {
  return withPoint((numerator * 10n ** BigInt(decimals)) / denominator, decimals);
}

function withPoint(scaled: bigint, decimals: number): string {
  if (decimals === 0) return String(scaled);
  const digits = String(scaled).padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
