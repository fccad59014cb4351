import { printHalfUp } from '../../src/analysis/domain/print-decimal';

/** Every count from least to most prints this share over the base, so a share alone does not say which one it was. */
interface CountRange {
  readonly least: number;
  readonly most: number;
}

export function countsThatPrint(printed: string, base: number): CountRange {
  const decimals = printed.split('.')[1]?.length ?? 0;
  const prints = (count: number) => printHalfUp(BigInt(count) * 100n, BigInt(base), decimals) === printed;
  const nearest = Math.round((Number(printed) * base) / 100);
  let [least, most] = [nearest, nearest];
  while (prints(least - 1)) least -= 1;
  while (prints(most + 1)) most += 1;
  return { least, most };
}
