import { floorDiv, type BasisPoints, type Yen } from '../../shared/yen';
import type { WithholdingMethod } from './tax-classes';
import { combinedBp, type WithholdingRule } from './withholding-rules';

const WHOLE = 10_000n;

/** Tax on the base of one payment; fractions of a yen are dropped (国税通則法119条2項). */
export function withholdTax(method: WithholdingMethod, base: Yen, rule: WithholdingRule): Yen {
  switch (method) {
    case 'NONE':
      return 0n;
    case 'NON_RESIDENT':
      return share(base, combinedBp(rule.nonResidentBp, rule));
    case 'SCRIVENER':
      return share(above(base, rule.scrivenerDeductionYen), combinedBp(rule.basicBp, rule));
    case 'TWO_RATES': {
      const lower = base < rule.stepYen ? base : rule.stepYen;
      const upper = share(above(base, rule.stepYen), combinedBp(rule.upperBp, rule));
      return share(lower, combinedBp(rule.basicBp, rule)) + upper;
    }
  }
}

/** The base from which exactly `net` is left after tax (手取契約); the inverse of withholdTax. */
export function grossUp(method: WithholdingMethod, net: Yen, rule: WithholdingRule): Yen {
  const basic = combinedBp(rule.basicBp, rule);
  switch (method) {
    case 'NONE':
      return net;
    case 'NON_RESIDENT':
      return beforeTax(net, combinedBp(rule.nonResidentBp, rule));
    case 'SCRIVENER': {
      const taxed = above(net, rule.scrivenerDeductionYen);
      return net - taxed + beforeTax(taxed, basic);
    }
    case 'TWO_RATES': {
      const netAtStep = rule.stepYen - share(rule.stepYen, basic);
      if (net <= netAtStep) return beforeTax(net, basic);
      return rule.stepYen + beforeTax(net - netAtStep, combinedBp(rule.upperBp, rule));
    }
  }
}

function share(amount: Yen, bp: BasisPoints): Yen {
  return floorDiv(amount * bp, WHOLE);
}

function beforeTax(net: Yen, bp: BasisPoints): Yen {
  return floorDiv(net * WHOLE, WHOLE - bp);
}

function above(amount: Yen, threshold: Yen): Yen {
  return amount > threshold ? amount - threshold : 0n;
}
