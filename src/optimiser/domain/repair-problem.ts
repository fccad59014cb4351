import type { Cell, RosterProblem } from '../problem';

/** Only the days given may change: elsewhere the draft stands as it is. */
export function repairProblem(
  problem: RosterProblem,
  [from, until]: readonly [number, number],
): RosterProblem {
  const drafted = new Set((problem.draft ?? []).map(({ person, shift }) => `${person}:${shift}`));
  const hold = (person: number, cell: Cell): Cell => {
    const { day } = problem.shifts[cell.shift]!;
    if ((from <= day && day < until) || cell.pin) return cell;
    return { ...cell, pin: drafted.has(`${person}:${cell.shift}`) ? 'must' : 'must-not' };
  };
  return {
    ...problem,
    persons: problem.persons.map((person, number) => ({
      ...person,
      cells: person.cells.map((cell) => hold(number, cell)),
    })),
  };
}
