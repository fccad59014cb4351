import type { Board } from '../board';
import type { LinearModel } from './linear-model';

/** What differs from the present draft costs per cell and per person; a shift lost for good is no change of ours. */
export function addChanges(model: LinearModel, board: Board): void {
  const { change = 0, changedPerson = 0 } = board.problem.prices;
  if (change === 0 && changedPerson === 0) return;
  const drafted = new Set((board.problem.draft ?? []).map(({ person, shift }) => `${person}:${shift}`));
  const isDrafted = (cell: number): boolean =>
    drafted.has(`${board.cells[cell]!.person}:${board.cells[cell]!.shift}`);
  for (const cell of board.cells.keys()) {
    model.cost[cell]! += isDrafted(cell) ? -change : change;
    if (isDrafted(cell)) model.offset += change;
  }
  if (changedPerson === 0) return;
  for (const [person, cells] of board.cellsOf.entries()) {
    const changed = model.addColumn({ cost: changedPerson, owner: person });
    for (const cell of cells) {
      const sign = isDrafted(cell) ? -1 : 1;
      model.addRow(
        [
          [cell, sign],
          [changed, -1],
        ],
        { upper: isDrafted(cell) ? -1 : 0 },
      );
    }
    model.completions.push((values) => {
      values[changed] = cells.some((cell) => values[cell]! > 0.5 !== isDrafted(cell)) ? 1 : 0;
    });
  }
}
