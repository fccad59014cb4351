import { DomainError } from '../../shared/domain-error';
import type { Yen } from '../../shared/yen';
import type { Honorarium } from './calculate-honorarium';
import type { PayBand } from './pay-bands';
import { LARGEST_YEN } from './wire-values';

/** The answer in the keys of the test vectors' `expect`, with the trace. Yen are JSON integers. */
export interface HonorariumAnswer {
  readonly minutes?: Partial<Record<PayBand, number>>;
  readonly gross: number;
  readonly base: number;
  readonly tax: number;
  readonly net: number;
  readonly paid_to_carrier?: number;
  readonly trace: readonly AnswerLine[];
}

interface AnswerLine {
  readonly step: string;
  readonly label: string;
  readonly yen?: number;
  readonly minutes?: number;
  readonly reason: string;
}

export function writeAnswer(honorarium: Honorarium): HonorariumAnswer {
  const { minutes, gross, base, tax, net, paidToCarrier, trace } = honorarium;
  return {
    ...(minutes && { minutes: Object.fromEntries(minutes.map((run) => [run.band, run.minutes])) }),
    gross: jsonInteger(gross),
    base: jsonInteger(base),
    tax: jsonInteger(tax),
    net: jsonInteger(net),
    ...(paidToCarrier !== null && { paid_to_carrier: jsonInteger(paidToCarrier) }),
    trace: trace.map(({ yen, ...line }) => (yen === undefined ? line : { ...line, yen: jsonInteger(yen) })),
  };
}

/** The one door through which yen leave as a JSON number; beyond exact integers they do not pass. */
function jsonInteger(yen: Yen): number {
  if (yen > LARGEST_YEN || yen < -LARGEST_YEN) {
    throw new DomainError('invalid', 'amount_too_large', '計算結果の金額が大きすぎます。');
  }
  return Number(yen);
}
