import type { Limit } from '../../problem';
import type { Board } from '../board';
import { shiftOf } from '../board';
import { groupBy } from '../group-by';

/** What limits count of one person, in the greatest unit that measures every cell: a digit of the program's state. */
export interface Counter {
  /** Units by the person's own cells, in their order; a weekend counts with its first day of work. */
  readonly units: readonly number[];
  readonly isWeekends: boolean;
  readonly atLeast: number;
  readonly atMost: number;
  /** What each total costs, where a limit has a price. */
  readonly costs: readonly number[] | undefined;
}

/** One counter for all limits on the same measure and days; those that cannot bind are left out. */
export function countersOf(board: Board, person: number): Counter[] {
  const limits = board.problem.persons[person]!.limits ?? [];
  const alike = groupBy(limits, ({ measure, days }) => JSON.stringify([measure, days]));
  return [...alike.values()]
    .map((same) => counterOf(board, person, same))
    .filter((counter) => counter !== undefined);
}

function counterOf(board: Board, person: number, limits: readonly Limit[]): Counter | undefined {
  const limit = limits[0]!;
  const isWeekends = limit.measure === 'weekends';
  const amounts = board.cellsOf[person]!.map((cell) => amountOf(board, cell, limit));
  const unit = amounts.reduce(greatestCommonDivisor, 0);
  const most = mostOf(board, person, amounts, limit);
  const hard = limits.filter(({ price }) => price === undefined);
  const priced = limits.filter(({ price }) => price !== undefined);
  const atLeast = Math.max(0, ...hard.map((one) => one.atLeast ?? 0));
  const atMost = Math.min(...hard.map((one) => one.atMost ?? Infinity));
  if (unit === 0)
    return atLeast > 0 ? { units: [], isWeekends, atLeast: 1, atMost: 0, costs: undefined } : undefined;
  if (priced.length === 0 && atLeast === 0 && most <= atMost) return undefined;
  const highest = Math.floor(Math.min(most, atMost) / unit);
  const costs = Array.from({ length: highest + 1 }, (_, total) => priceOf(priced, total * unit));
  return {
    units: amounts.map((amount) => amount / unit),
    isWeekends,
    atLeast: Math.ceil(atLeast / unit),
    atMost: highest,
    costs: priced.length > 0 ? costs : undefined,
  };
}

function amountOf(board: Board, number: number, limit: Limit): number {
  const cell = board.cells[number]!;
  const { day, tags } = shiftOf(board, number);
  if (limit.days && (day < limit.days[0] || limit.days[1] <= day)) return 0;
  switch (limit.measure) {
    case 'minutes':
      return cell.minutes;
    case 'yen':
      return cell.yen;
    case 'shifts':
      return 1;
    case 'weekends':
      return weekendsOf(board, limit).some((days) => days.includes(day)) ? 1 : 0;
    default:
      return tags?.includes(limit.measure.slice('tag:'.length)) ? 1 : 0;
  }
}

function weekendsOf(board: Board, { days: [from, until] = [0, Infinity] }: Limit): (readonly number[])[] {
  const all = board.problem.weekends ?? [];
  return all.filter((days) => days.every((day) => from <= day && day < until));
}

/** More than this cannot come together with one shift a day. */
function mostOf(board: Board, person: number, amounts: readonly number[], limit: Limit): number {
  if (limit.measure === 'weekends') return weekendsOf(board, limit).length;
  const best = new Float64Array(board.days);
  for (const [at, cell] of board.cellsOf[person]!.entries()) {
    const { day } = shiftOf(board, cell);
    best[day] = Math.max(best[day]!, amounts[at]!);
  }
  return best.reduce((sum, one) => sum + one, 0);
}

function priceOf(limits: readonly Limit[], total: number): number {
  return limits.reduce((sum, { atLeast = -Infinity, atMost = Infinity, price = 0 }) => {
    return sum + price * Math.max(0, atLeast - total, total - atMost);
  }, 0);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
