import type { Assignment } from '../problem';
import type { RosterModel } from './model/roster-model';

/**
 * From counts to names. Within a group anybody may serve any of its fields, so the names are free: a field goes to whoever
 * has served it least until then, which spreads the heavy desks.
 */
export function dealFields({ board, fieldColumns }: RosterModel, values: Float64Array): Assignment[] {
  const served = new Map<string, number>();
  const timesServed = (cell: number, field: number): number =>
    served.get(`${board.cells[cell]!.person}:${field}`) ?? 0;
  const wanted = board.groups.map((): { field: number; people: number }[] => []);
  for (const { group, field, column } of fieldColumns) {
    const people = Math.round(values[column]!);
    if (people > 0) wanted[group]!.push({ field, people });
  }
  const roster: Assignment[] = [];
  const inTime = [...board.groups.entries()].toSorted(([, a], [, b]) => startOf(a.shift) - startOf(b.shift));
  for (const [number, { fields, cells, shift }] of inTime) {
    let free = cells.filter((cell) => values[cell]! > 0.5);
    const fewestFirst = wanted[number]!.toSorted((a, b) => a.people - b.people || a.field - b.field);
    for (const { field, people } of fields.length === 1
      ? [{ field: fields[0]!, people: free.length }]
      : fewestFirst) {
      const chosen = free
        .toSorted((a, b) => timesServed(a, field) - timesServed(b, field) || a - b)
        .slice(0, people);
      for (const cell of chosen) {
        const { person } = board.cells[cell]!;
        roster.push({ person, shift, field });
        served.set(`${person}:${field}`, timesServed(cell, field) + 1);
      }
      free = free.filter((cell) => !chosen.includes(cell));
    }
  }
  return roster.toSorted((a, b) => a.person - b.person || startOf(a.shift) - startOf(b.shift));

  function startOf(shift: number): number {
    return board.problem.shifts[shift]!.from;
  }
}

/** The columns of a roster, as far as its assignments are possible ones. */
export function countFields(
  { board, linear, fieldColumns }: RosterModel,
  roster: readonly Assignment[],
): Float64Array {
  const values = new Float64Array(linear.columns);
  const cellAt = new Map(board.cells.map(({ person, shift }, cell) => [`${person}:${shift}`, cell]));
  const groupOf = new Map(
    board.groups.flatMap(({ cells }, group) => cells.map((cell) => [cell, group] as const)),
  );
  const columnAt = new Map(fieldColumns.map(({ group, field, column }) => [`${group}:${field}`, column]));
  for (const { person, shift, field } of roster) {
    const cell = cellAt.get(`${person}:${shift}`);
    if (cell === undefined) continue;
    values[cell] = 1;
    const column = columnAt.get(`${groupOf.get(cell)!}:${field}`);
    if (column !== undefined) values[column]! += 1;
  }
  return values;
}
