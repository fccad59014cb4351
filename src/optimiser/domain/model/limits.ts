import type { Limit } from '../../problem';
import type { Board } from '../board';
import type { BoardCell } from '../board-cell';
import { shiftOf } from '../board';
import type { LinearModel, Terms } from './linear-model';
import { sumOf } from './linear-model';
import { reachable, wholeEdges } from './whole-shifts';

/** Counts per person: hours of a week, nights, target hours, weekends; work that stands already is counted in. */
export function addPersonLimits(model: LinearModel, board: Board): void {
  for (const [number, person] of board.problem.persons.entries()) {
    for (const limit of person.limits ?? []) {
      const weekends = limit.measure === 'weekends' ? addWeekends(model, board, number, limit) : undefined;
      const terms = weekends?.terms ?? countTerms(board, board.cellsOf[number]!, limit);
      const standing = weekends?.standing ?? countDuties(board, number, limit);
      addLimit(model, terms, { limit, standing, owner: number, days: spanOf(board, limit) });
    }
  }
}

/** Quotas of hours and money per organisation. */
export function addOrganisationLimits(model: LinearModel, board: Board): void {
  for (const [number, organisation] of board.problem.organisations.entries()) {
    const persons = board.problem.persons.flatMap((person, at) =>
      person.organisation === number ? [at] : [],
    );
    for (const limit of organisation.limits ?? []) {
      const terms = persons.flatMap((person) => countTerms(board, board.cellsOf[person]!, limit));
      addLimit(model, terms, { limit, standing: 0, owner: -1, days: spanOf(board, limit) });
    }
  }
}

function measureCell(board: Board, cell: BoardCell, measure: Limit['measure']): number {
  if (measure === 'minutes') return cell.minutes;
  if (measure === 'yen') return cell.yen;
  if (measure === 'shifts') return 1;
  return board.problem.shifts[cell.shift]!.tags?.includes(measure.slice('tag:'.length)) ? 1 : 0;
}

function isWithin(limit: Limit, day: number): boolean {
  return limit.days === undefined || (limit.days[0] <= day && day < limit.days[1]);
}

function spanOf(board: Board, limit: Limit): number {
  return limit.days ? limit.days[1] - limit.days[0] : board.days;
}

function countTerms(board: Board, cells: readonly number[], limit: Limit): Terms {
  return cells.flatMap((cell) => {
    const value = isWithin(limit, shiftOf(board, cell).day)
      ? measureCell(board, board.cells[cell]!, limit.measure)
      : 0;
    return value === 0 ? [] : [[cell, value] as const];
  });
}

function countDuties(board: Board, person: number, limit: Limit): number {
  const duties = (board.problem.persons[person]!.duties ?? []).filter((duty) => isWithin(limit, duty.day));
  if (limit.measure === 'yen') return 0;
  if (limit.measure === 'shifts') return duties.length;
  if (limit.measure === 'minutes') {
    return duties.reduce((sum, duty) => sum + (duty.minutes ?? duty.until - duty.from), 0);
  }
  return duties.filter((duty) => duty.tags?.includes(limit.measure.slice('tag:'.length))).length;
}

interface LimitPlace {
  readonly limit: Limit;
  readonly standing: number;
  readonly owner: number;
  readonly days: number;
}

function addLimit(model: LinearModel, terms: Terms, { limit, standing, owner, days }: LimitPlace): void {
  const most = terms.reduce((sum, [, value]) => sum + value, 0);
  const total = (values: Float64Array): number =>
    terms.reduce((sum, [column, value]) => sum + value * values[column]!, standing);
  const side = (sign: 1 | -1, bound: number): void => {
    const place = sign === 1 ? { upper: bound - standing, days } : { lower: bound - standing, days };
    if (limit.price === undefined) {
      addHardLimit(model, terms, { sign, bound: bound - standing, owner, days });
      return;
    }
    const outside = model.addColumn({ cost: limit.price, upper: Infinity, owner });
    model.addRow([...terms, [outside, -sign]], place);
    model.completions.push((values) => {
      values[outside] = Math.max(0, sign * (total(values) - bound));
    });
  };
  if (limit.atMost !== undefined && most + standing > limit.atMost) side(1, limit.atMost);
  if (limit.atLeast !== undefined && standing < limit.atLeast) side(-1, limit.atLeast);
}

interface HardLimit {
  readonly sign: 1 | -1;
  readonly bound: number;
  readonly owner: number;
  readonly days: number;
}

function addHardLimit(model: LinearModel, terms: Terms, { sign, bound, owner, days }: HardLimit): void {
  const reached = sign * reachable(terms, sign * bound);
  model.addRow(terms, sign === 1 ? { upper: reached, days } : { lower: reached, days });
  if (sign === -1 || owner < 0) return;
  for (const edge of wholeEdges(terms, reached)) model.addRow(edge.terms, { upper: edge.bound, days });
}

/** A weekend counts once, on whichever of its days there is work. */
function addWeekends(
  model: LinearModel,
  board: Board,
  person: number,
  limit: Limit,
): { terms: Terms; standing: number } {
  const duties = new Set((board.problem.persons[person]!.duties ?? []).map((duty) => duty.day));
  const columns: number[] = [];
  let standing = 0;
  for (const days of board.problem.weekends ?? []) {
    if (!days.every((day) => isWithin(limit, day))) continue;
    if (days.some((day) => duties.has(day))) {
      standing++;
      continue;
    }
    const cellsByDay = days.map((day) =>
      board.cellsOf[person]!.filter((cell) => shiftOf(board, cell).day === day),
    );
    const worked = model.addColumn({ owner: person });
    for (const cells of cellsByDay) {
      if (cells.length > 0) model.addRow([...sumOf(cells), [worked, -1]], { upper: 0, days: 2 });
    }
    model.completions.push((values) => {
      values[worked] = cellsByDay.flat().some((cell) => values[cell]! > 0.5) ? 1 : 0;
    });
    columns.push(worked);
  }
  return { terms: sumOf(columns), standing };
}
