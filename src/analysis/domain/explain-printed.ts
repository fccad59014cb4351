import { printHalfUp, printTruncated } from './print-decimal';

export type RoundingRule = 'half_up' | 'truncate';

export interface PrintedExplanation {
  /** Every rule that gives the printed text; both where the digits behind it are small. */
  readonly rules: readonly RoundingRule[];
  readonly decimals: number;
}

interface PublishedRate {
  readonly numerator: number;
  readonly denominator: number;
  readonly printed: string;
  /** A plain quotient prints as it is; a share is in per cent. */
  readonly unit: 'percent' | 'quotient';
}

const PRINTED = /^\d+(?:\.(\d{1,2}))?$/;

/**
 * Which rounding turns a published numerator and denominator into the published text (domain rule 32).
 * Null: none does, so either the parts or the text are wrong, and both sides are to be shown.
 */
export function explainPrinted(rate: PublishedRate): PrintedExplanation | null {
  const printed = rate.printed.replaceAll(/[,\s]|[%％]$/g, '');
  const found = PRINTED.exec(printed);
  if (!found || rate.denominator === 0) return null;
  const decimals = found[1]?.length ?? 0;
  const numerator = BigInt(rate.numerator) * (rate.unit === 'percent' ? 100n : 1n);
  const denominator = BigInt(rate.denominator);
  const rules: RoundingRule[] = [];
  if (printHalfUp(numerator, denominator, decimals) === printed) rules.push('half_up');
  if (printTruncated(numerator, denominator, decimals) === printed) rules.push('truncate');
  return rules.length === 0 ? null : { rules, decimals };
}
