import type { RosterProblem } from '../problem';
import type { BoardCell } from './board-cell';

/**
 * People of one shift who are interchangeable on the line. The model counts how many of a group serve each field
 * instead of deciding it for each person, which removes the symmetry between colleagues; names are dealt out later.
 */
export interface FieldGroup {
  readonly shift: number;
  readonly organisation: number;
  readonly fields: readonly number[];
  readonly skills: ReadonlySet<string>;
  readonly cells: readonly number[];
}

export function layOutFields(problem: RosterProblem, cells: readonly BoardCell[]): readonly FieldGroup[] {
  const telling = new Set(
    problem.needs.flatMap((need) =>
      need.field !== undefined && need.skill !== undefined ? [need.skill] : [],
    ),
  );
  const capsFields = problem.organisations.some((one) => one.seats?.some((cap) => cap.field !== undefined));
  const groups = new Map<string, FieldGroup & { cells: number[] }>();
  for (const [number, cell] of cells.entries()) {
    const organisation = capsFields ? problem.persons[cell.person]!.organisation : -1;
    const skills = cell.skills.filter((skill) => telling.has(skill)).toSorted();
    const key = JSON.stringify([cell.shift, organisation, cell.fields, skills]);
    const group = groups.get(key);
    if (group) group.cells.push(number);
    else {
      groups.set(key, {
        shift: cell.shift,
        organisation,
        fields: cell.fields,
        skills: new Set(skills),
        cells: [number],
      });
    }
  }
  return [...groups.values()];
}
