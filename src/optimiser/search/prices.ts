import type { RosterModel } from '../domain/model/roster-model';
import { complete } from '../domain/model/roster-model';
import { merge, restrict } from '../domain/model/restrict';
import type { Solver } from '../solver/solver';

/** What the relaxed problem teaches: a bound, a fractional roster, and how far each cell is from being worth it. */
export interface Prices {
  readonly bound: number;
  readonly values: Float64Array;
  /** Cells by how near they are to a place in the best fractional roster; those in it come first. */
  readonly ranking: Int32Array;
  readonly inUse: number;
}

export async function solveRelaxation(model: RosterModel, solver: Solver): Promise<Prices | undefined> {
  const cells = new Uint8Array(model.board.cells.length).fill(1);
  const nothing = complete(model, new Float64Array(model.linear.columns));
  const program = restrict(model, { cells }, nothing);
  const outcome = await solver.solve({ program, relaxed: true });
  if (outcome.status !== 'optimal') return undefined;
  const values = merge(nothing, program, outcome.values);
  const reduced = reducedCosts(model, program.rows, outcome.rowDuals);
  const near = (cell: number): number => (values[cell]! > 1e-6 ? -values[cell]! : reduced[cell]!);
  const ranking = Int32Array.from(cells.keys()).sort((a, b) => near(a) - near(b) || a - b);
  const inUse = cells.reduce((sum, _, cell) => sum + (values[cell]! > 1e-6 ? 1 : 0), 0);
  return { bound: outcome.objective, values, ranking, inUse };
}

function reducedCosts({ board, linear }: RosterModel, rows: Int32Array, duals: Float64Array): Float64Array {
  const reduced = Float64Array.from(linear.cost.slice(0, board.cells.length));
  for (const [position, row] of rows.entries()) {
    for (let term = linear.rowStart[row]!; term < linear.rowStart[row + 1]!; term++) {
      const column = linear.columnOf[term]!;
      if (column < reduced.length) reduced[column]! -= duals[position]! * linear.valueOf[term]!;
    }
  }
  // A cell at zero is worth giving when this is low; negative values only say that the solver rounds.
  return reduced.map((cost) => Math.max(0, cost));
}

/** The cells in use and about `factor` times as many that are nearly so. */
export function worthwhile({ ranking, inUse }: Prices, factor: number): Uint8Array {
  const chosen = new Uint8Array(ranking.length);
  const enough = Math.min(ranking.length, Math.ceil(inUse * factor));
  for (let rank = 0; rank < enough; rank++) chosen[ranking[rank]!] = 1;
  return chosen;
}
