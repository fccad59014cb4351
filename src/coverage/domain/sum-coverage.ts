import { tokyoDay } from '../../shared/tokyo-time';
import type { SlotCoverage } from './predict-coverage';
import type { SeatTable } from './seat-table';

/** Many half hours together. */
export interface CoverageSum {
  readonly calls: number;
  readonly answered: number;
  /** Answered of all calls; null without calls. */
  readonly answerRate: number | null;
  readonly seatHoursNeeded: number;
  readonly seatHoursThere: number;
  /** Share of their time that seats are busy; null without seats. */
  readonly occupancy: number | null;
  /** Half hours of a field with fewer seats than needed, and with more. */
  readonly slotsShort: number;
  readonly slotsOver: number;
}

/** Does the table hold every seat of the blocks, and do the blocks give what is needed? */
export interface SeatBalance {
  readonly seatHoursInBlocks: number;
  readonly seatHoursInTable: number;
  /** Outside the opening hours of their field, where nobody calls. */
  readonly seatHoursClosed: number;
  readonly seatHoursNeeded: number;
  /** Blocks less need. */
  readonly difference: number;
  /** Each half hour has exactly the seats it needs. */
  readonly meetsNeedEverywhere: boolean;
}

const ROUNDING = 1e-6;

export function sumCoverage(rows: readonly SlotCoverage[]): CoverageSum {
  const total = (value: (row: SlotCoverage) => number): number =>
    rows.reduce((sum, row) => sum + value(row), 0);
  const calls = total((row) => row.calls);
  const answered = total((row) => row.answered);
  const there = total((row) => row.seatsThere);
  return {
    calls,
    answered,
    answerRate: calls > 0 ? answered / calls : null,
    seatHoursNeeded: total((row) => row.seatsNeeded) / 2,
    seatHoursThere: there / 2,
    occupancy: there > 0 ? total((row) => row.busy) / there : null,
    slotsShort: rows.filter((row) => row.seatsThere < row.seatsNeeded - ROUNDING).length,
    slotsOver: rows.filter((row) => row.seatsThere > row.seatsNeeded + ROUNDING).length,
  };
}

/** By the calendar day in Asia/Tokyo on which a half hour begins, in order. */
export function sumByDay(rows: readonly SlotCoverage[]): (CoverageSum & { readonly day: string })[] {
  const days = new Map<string, SlotCoverage[]>();
  for (const row of rows) {
    const day = tokyoDay(row.startsAt);
    const ofDay = days.get(day);
    if (ofDay) ofDay.push(row);
    else days.set(day, [row]);
  }
  return [...days].map(([day, ofDay]) => ({ day, ...sumCoverage(ofDay) }));
}

export function balanceSeats(rows: readonly SlotCoverage[], table: SeatTable): SeatBalance {
  const { seatHoursThere, seatHoursNeeded, slotsShort, slotsOver } = sumCoverage(rows);
  return {
    seatHoursInBlocks: table.seatHours,
    seatHoursInTable: seatHoursThere,
    seatHoursClosed: table.closedSeatHours,
    seatHoursNeeded,
    difference: table.seatHours - seatHoursNeeded,
    meetsNeedEverywhere: slotsShort + slotsOver === 0,
  };
}
