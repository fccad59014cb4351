import type { PlannedSlot } from '../../demand/domain/demand-slot';
import type { ManualNeed } from '../../demand/domain/manual-need';
import type { Yen } from '../../shared/yen';
import { type AddedSeats, asBlocks, furtherGains } from './add-seats';
import { type FillCell, fillSeats, type Purse } from './fill-seats';
import { predictCoverage, type SlotCoverage } from './predict-coverage';
import { halfHourPrice, type SeatPrice, seatPrice } from './seat-prices';
import { type SeatSpan, seatTable } from './seat-table';
import { type CoverageSum, sumCoverage } from './sum-coverage';

/** Seats that may be added, by whom and for how much. */
export interface Offer {
  /** Null: whoever it may be. */
  readonly organisationId: string | null;
  readonly hours: number | null;
  readonly yen: Yen | null;
  /** Fields it may sit at; null: all. */
  readonly fields: readonly string[] | null;
}

export interface WhatIfGround {
  /** Of one channel, in order of time. */
  readonly slots: readonly PlannedSlot[];
  readonly needs: readonly ManualNeed[];
  readonly spans: readonly SeatSpan[];
  readonly offers: readonly Offer[];
  readonly prices: readonly SeatPrice[];
  readonly occupancyCap: number | null;
}

interface MarginalSeat {
  readonly fieldCode: string | null;
  readonly startsAt: Date;
  /** Calls that one more seat for an hour would answer. */
  readonly perHour: number;
}

export interface WhatIfAnswer {
  readonly before: CoverageSum;
  readonly after: CoverageSum;
  readonly hours: number;
  /** Null where a price is missing. */
  readonly yen: Yen | null;
  /** Calls that seats could still answer if they had no pause; null without a cap. */
  readonly capPrice: {
    readonly occupancyCap: number;
    readonly callsNow: number;
    readonly callsAfter: number;
  } | null;
  /** Where the next seat answers most calls, best first. */
  readonly best: readonly MarginalSeat[];
  readonly added: readonly (AddedSeats & {
    readonly organisationId: string | null;
    readonly yen: Yen | null;
  })[];
}

/** A seat for half an hour that answers fewer calls than this is not worth somebody's night. */
const WORTHLESS = 0.01;
const SHOWN_BEST = 20;

export function answerWhatIf(ground: WhatIfGround): WhatIfAnswer {
  const { slots, spans, offers, occupancyCap } = ground;
  const before = predict(ground, spans, occupancyCap);
  // predictCoverage keeps the order of one channel's half hours.
  const cells = slots.map((slot, index): FillCell => {
    const row = before[index];
    return row ? furtherGains(slot, row, occupancyCap) : { gains: [] };
  });
  const steps = fillSeats(
    cells,
    offers.map((offer) => purseOf(offer, ground)),
    WORTHLESS,
  );
  const added = asBlocks(steps, slots).map((block) => {
    const organisationId = offers[block.purse]?.organisationId ?? null;
    return { ...block, organisationId, yen: costOf(block, organisationId, ground.prices) };
  });
  return {
    before: sumCoverage(before),
    after: sumCoverage(predict(ground, [...spans, ...added], occupancyCap)),
    hours: steps.length / 2,
    yen: total(added.map(({ yen }) => yen)),
    capPrice: occupancyCap === null ? null : { occupancyCap, ...priceOfCap(ground, added) },
    best: nextBest(slots, cells),
    added,
  };
}

function predict(
  { slots, needs }: WhatIfGround,
  spans: readonly SeatSpan[],
  occupancyCap: number | null,
): SlotCoverage[] {
  return predictCoverage({ slots, needs, table: seatTable(slots, spans), occupancyCap });
}

function purseOf({ organisationId, hours, yen, fields }: Offer, { slots, prices }: WhatIfGround): Purse {
  return {
    hours,
    yen,
    yenPerStep: (cell) => {
      const fieldCode = slots[cell]?.fieldCode ?? null;
      if (fields !== null && (fieldCode === null || !fields.includes(fieldCode))) return null;
      const price = seatPrice(prices, organisationId, fieldCode);
      if (price === null) return yen === null ? 0n : null;
      return halfHourPrice(price);
    },
  };
}

function costOf(block: AddedSeats, organisationId: string | null, prices: readonly SeatPrice[]): Yen | null {
  const price = seatPrice(prices, organisationId, block.fieldCode);
  if (price === null) return null;
  return halfHourPrice(price) * BigInt(block.seats) * BigInt(block.cells.length);
}

function total(amounts: readonly (Yen | null)[]): Yen | null {
  return amounts.reduce<Yen | null>((sum, yen) => (sum === null || yen === null ? null : sum + yen), 0n);
}

function priceOfCap(ground: WhatIfGround, added: readonly SeatSpan[]) {
  const price = (spans: readonly SeatSpan[]): number =>
    sumCoverage(predict(ground, spans, null)).answered -
    sumCoverage(predict(ground, spans, ground.occupancyCap)).answered;
  return { callsNow: price(ground.spans), callsAfter: price([...ground.spans, ...added]) };
}

function nextBest(slots: readonly PlannedSlot[], cells: readonly FillCell[]): MarginalSeat[] {
  return slots
    .map(({ fieldCode, startsAt }, index) => ({
      fieldCode,
      startsAt,
      perHour: 2 * (cells[index]?.gains[0] ?? 0),
    }))
    .filter(({ perHour }) => perHour >= 2 * WORTHLESS)
    .toSorted((a, b) => b.perHour - a.perHour || a.startsAt.getTime() - b.startsAt.getTime())
    .slice(0, SHOWN_BEST);
}
