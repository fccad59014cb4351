import { jsonYen } from '../shared/json-yen';
import { formatTokyo } from '../shared/tokyo-time';
import type { CoverageSumView, SeatBalanceView, SlotCoverageView, WhatIfView } from './coverage.dto';
import type { CoverageBasis } from './coverage.reader';
import { describeWhatIf, type FieldLabels } from './domain/describe-coverage';
import type { SlotCoverage } from './domain/predict-coverage';
import type { CoverageSum, SeatBalance } from './domain/sum-coverage';
import type { WhatIfAnswer } from './domain/what-if';

export function presentSlot(row: SlotCoverage): SlotCoverageView {
  return {
    channel: row.channel,
    fieldCode: row.fieldCode,
    startsAt: formatTokyo(row.startsAt),
    seatsNeeded: row.seatsNeeded,
    seatsThere: rounded(row.seatsThere),
    ownSeats: rounded(row.ownSeats),
    balance: rounded(row.seatsThere - row.seatsNeeded),
    calls: rounded(row.calls),
    answered: rounded(row.answered),
    answerRate: row.calls > 0 ? rounded(row.answered / row.calls) : null,
    occupancy: row.seatsThere > 0 ? rounded(row.busy / row.seatsThere) : null,
  };
}

export function presentSum<Sum extends CoverageSum>(sum: Sum): Sum & CoverageSumView {
  return roundedValues(sum);
}

export function presentBalance(balance: SeatBalance): SeatBalanceView {
  return roundedValues(balance);
}

export function presentWhatIf(basis: CoverageBasis, answer: WhatIfAnswer, labels: FieldLabels): WhatIfView {
  const { before, after, hours, yen, capPrice, best, added } = answer;
  return {
    basis,
    before: presentSum(before),
    after: presentSum(after),
    hours,
    yen: yen === null ? null : jsonYen(yen),
    capPrice: capPrice && roundedValues(capPrice),
    best: best.map(({ fieldCode, startsAt, perHour }) => ({
      fieldCode,
      startsAt: formatTokyo(startsAt),
      answeredPerSeatHour: rounded(perHour),
    })),
    added: added.map((block) => ({
      organisationId: block.organisationId,
      channel: block.channel,
      fieldCode: block.fieldCode,
      startsAt: formatTokyo(block.from),
      endsAt: formatTokyo(block.until),
      seats: block.seats,
      answered: rounded(block.answered),
      yen: block.yen === null ? null : jsonYen(block.yen),
    })),
    summary: describeWhatIf({ ...answer, best: best[0] ?? null }, labels),
  };
}

/** Four digits are more than any forecast knows, and hide the last bits of sums. */
function rounded(value: number): number {
  return Number(value.toFixed(4));
}

function roundedValues<Values extends object>(values: Values): Values {
  const entries = Object.entries(values).map(([key, value]: [string, unknown]) => [
    key,
    typeof value === 'number' ? rounded(value) : value,
  ]);
  return Object.fromEntries(entries) as Values;
}
