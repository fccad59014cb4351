import type { Yen } from './yen';

/** Yen as a JSON integer; refuses what a JSON number cannot hold exactly. */
export function jsonYen(amount: Yen): number {
  const value = Number(amount);
  if (!Number.isSafeInteger(value)) throw new RangeError('yen beyond a JSON integer');
  return value;
}
