import type { Person, RosterProblem, Shift, Span } from '../problem';
import type { BoardCell } from './board-cell';
import { layOutFields } from './field-groups';
import type { FieldGroup } from './field-groups';
import { layOutSegments } from './segments';
import type { DemandSegment, NeedSegment, SeatSegment } from './segments';

/** The problem laid out for models and measures: cells sorted by person and start, demand cut to where seats differ. */
export interface Board {
  readonly problem: RosterProblem;
  readonly days: number;
  readonly cells: readonly BoardCell[];
  /** Numbers of the cells of each person, by start. */
  readonly cellsOf: readonly (readonly number[])[];
  readonly groups: readonly FieldGroup[];
  readonly demand: readonly DemandSegment[];
  readonly needs: readonly NeedSegment[];
  readonly seats: readonly SeatSegment[];
}

export function layOut(problem: RosterProblem): Board {
  const cells: BoardCell[] = [];
  const cellsOf = problem.persons.map((person, number) => {
    const own = offeredCells(problem, person, number).toSorted(
      (a, b) => startOf(problem, a) - startOf(problem, b),
    );
    const first = cells.length;
    cells.push(...own);
    return own.map((_, at) => first + at);
  });
  const groups = layOutFields(problem, cells);
  return {
    problem,
    days: problem.dayStarts.length - 1,
    cells,
    cellsOf,
    groups,
    ...layOutSegments(problem, cells, groups),
  };
}

export function shiftOf(board: Board, cell: number): Shift {
  return board.problem.shifts[board.cells[cell]!.shift]!;
}

function startOf(problem: RosterProblem, cell: BoardCell): number {
  return problem.shifts[cell.shift]!.from;
}

function offeredCells(problem: RosterProblem, person: Person, number: number): BoardCell[] {
  const organisation = problem.organisations[person.organisation]!;
  return person.cells.flatMap((cell) => {
    const shift = problem.shifts[cell.shift]!;
    const fields = fieldsOn(person, shift);
    if (cell.pin === 'must-not' || fields.length === 0 || (cell.pin !== 'must' && isTaken(person, shift)))
      return [];
    const minutes = shift.minutes ?? shift.until - shift.from;
    const yen = cell.yen ?? ((organisation.yenPerHour ?? 0) * minutes * (shift.payFactor ?? 1)) / 60;
    const cost = problem.prices.wish[cell.level] + (cell.cost ?? 0) + yen * problem.prices.yen;
    const skills = skillsOn(person, shift.day);
    return [{ person: number, shift: cell.shift, cell, fields, skills, minutes, yen, cost }];
  });
}

function fieldsOn(person: Person, shift: Shift): readonly number[] {
  return person.fields
    .filter((permit) => holdsOn(permit, shift.day) && (shift.fields?.includes(permit.field) ?? true))
    .map((permit) => permit.field)
    .toSorted((a, b) => a - b);
}

function skillsOn(person: Person, day: number): readonly string[] {
  return (person.skills ?? []).filter((permit) => holdsOn(permit, day)).map((permit) => permit.skill);
}

function holdsOn(permit: { fromDay?: number; untilDay?: number }, day: number): boolean {
  return (permit.fromDay ?? -Infinity) <= day && day < (permit.untilDay ?? Infinity);
}

/** Blocked, or against the rest and the day of work that stands already. */
function isTaken(person: Person, shift: Shift): boolean {
  const rest = person.rest?.price === undefined ? (person.rest?.minutes ?? 0) : 0;
  return (
    (person.blocked ?? []).some((span) => overlap(span, shift)) ||
    (person.duties ?? []).some(
      (duty) =>
        duty.day === shift.day || overlap({ from: duty.from - rest, until: duty.until + rest }, shift),
    )
  );
}

function overlap(a: Span, b: Span): boolean {
  return a.from < b.until && b.from < a.until;
}
