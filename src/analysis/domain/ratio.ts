import { printHalfUp } from './print-decimal';

/** A share or rate: the exact parts, and the printed value, which is null over an empty base. */
export interface Ratio {
  readonly numerator: number;
  readonly denominator: number;
  readonly printed: string | null;
}

/** An average: total, how many it is over, and the printed value. */
export interface Mean {
  readonly sum: number;
  readonly count: number;
  readonly printed: string | null;
}

/** Share in per cent, one decimal. */
export function percent(numerator: number, denominator: number): Ratio {
  return { numerator, denominator, printed: print(BigInt(numerator) * 100n, denominator, 1) };
}

/** A plain quotient in lowest terms, one decimal. */
export function quotient(numerator: number, denominator: number): Ratio {
  const divisor = greatestCommonDivisor(numerator, denominator) || 1;
  const [top, bottom] = [numerator / divisor, denominator / divisor];
  return { numerator: top, denominator: bottom, printed: print(BigInt(top), bottom, 1) };
}

/** `count` per 24 hours of a stretch of time: a period touches more dates than it has days (domain rule 2). */
export function perDay(count: number, seconds: number): Ratio {
  const divisor = greatestCommonDivisor(86_400, seconds) || 1;
  const [top, bottom] = [count * (86_400 / divisor), seconds / divisor];
  return { numerator: top, denominator: bottom, printed: print(BigInt(top), bottom, 1) };
}

export function mean(sum: number, count: number, decimals: number): Mean {
  return { sum, count, printed: print(BigInt(sum), count, decimals) };
}

/** An average of seconds, printed as minutes and seconds. */
export function meanTime(sumSeconds: number, count: number): Mean {
  const printed = print(BigInt(sumSeconds), count, 0);
  return { sum: sumSeconds, count, printed: printed === null ? null : minutesAndSeconds(Number(printed)) };
}

function print(numerator: bigint, denominator: number, decimals: number): string | null {
  return denominator === 0 ? null : printHalfUp(numerator, BigInt(denominator), decimals);
}

function minutesAndSeconds(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
