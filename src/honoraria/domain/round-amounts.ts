import { floorDiv, type Yen } from '../../shared/yen';
import type { YenRounding } from './honorarium-case';

/** Exact pay before rounding, in 1/600,000 yen: 60 minutes to the hour, 10,000 basis points to the whole. */
export type ExactPay = bigint;
export const EXACT_PER_YEN = 600_000n;

export function exactYen(yen: Yen): ExactPay {
  return yen * EXACT_PER_YEN;
}

export function roundToYen(exact: ExactPay, rounding: YenRounding): Yen {
  switch (rounding) {
    case 'FLOOR':
      return floorDiv(exact, EXACT_PER_YEN);
    case 'CEIL':
      return -floorDiv(-exact, EXACT_PER_YEN);
    case 'HALF_UP':
      return floorDiv(2n * exact + EXACT_PER_YEN, 2n * EXACT_PER_YEN);
  }
}
