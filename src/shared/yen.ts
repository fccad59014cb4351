/** Money is whole yen in a bigint; no `number` ever takes part (decision 11). */
export type Yen = bigint;

/** Parts per ten thousand: 2500n is 25 %. */
export type BasisPoints = bigint;

/** Quotient rounded towards minus infinity; the only division yen may go through. */
export function floorDiv(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const inexact = numerator % denominator !== 0n;
  return inexact && numerator < 0n !== denominator < 0n ? quotient - 1n : quotient;
}
