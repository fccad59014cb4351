import { countFields } from '../domain/deal-fields';
import type { Assignment } from '../problem';
import { restrict } from '../domain/model/restrict';
import type { RosterModel } from '../domain/model/roster-model';
import type { Solver } from '../solver/solver';
import type { Incumbent } from './incumbent';
import { incumbentOf, keepsRows, solved } from './incumbent';
import type { Prices } from './prices';
import { worthwhile } from './prices';

const ROUNDING_FACTOR = 1.7;
const ROUNDING_SEATS = 6;

/** A roster that exists already, as far as its cells are still possible. */
export function draftRoster(model: RosterModel, draft: readonly Assignment[]): Incumbent {
  return incumbentOf(model, countFields(model, draft));
}

/** Nobody works but who is pinned, if that is allowed. */
export function emptyRoster(model: RosterModel): Incumbent {
  const pinned = model.board.cells.flatMap(({ person, shift, fields, cell }) =>
    cell.pin === 'must' ? [{ person, shift, field: fields[0]! }] : [],
  );
  return draftRoster(model, pinned);
}

/**
 * A few persons after the other, each lot against what those before left open. Persons meet hard rules only among
 * themselves and with quotas, so this finds a roster wherever one is easy to find, whatever the rules are.
 */
export async function rosterByPersons(model: RosterModel, solver: Solver): Promise<Incumbent | undefined> {
  const { board, linear } = model;
  let values: Float64Array = Float64Array.from(linear.lower, (lower, column) =>
    column < board.cells.length ? lower : 0,
  );
  const undecided = new Uint8Array(board.cells.length).fill(1);
  for (const persons of lots(model)) {
    const cells = new Uint8Array(board.cells.length);
    for (const person of persons) for (const cell of board.cellsOf[person]!) cells[cell] = 1;
    for (const cell of cells.keys()) if (cells[cell]) undecided[cell] = 0;
    values = incumbentOf(model, values).values;
    const program = restrict(model, { cells, undecided, seatsAround: persons.length }, values);
    if (program.cost.length === 0) continue;
    const limits = { relativeGap: 1e-3, nodes: 200, iterations: 40_000 };
    let outcome = await solver.solve({ program, ...limits });
    if (outcome.status === 'unknown') outcome = await solver.solve({ program });
    if (outcome.values.length === 0 || outcome.status === 'unknown' || outcome.status === 'infeasible')
      return undefined;
    for (const [position, column] of program.columns.entries()) values[column] = outcome.values[position]!;
  }
  const incumbent = incumbentOf(model, values);
  return keepsRows(model, incumbent.values) ? incumbent : undefined;
}

const CELLS_IN_LOT = 200;

function lots({ board }: RosterModel): number[][] {
  const all: number[][] = [];
  let size = Infinity;
  for (const [person, cells] of board.cellsOf.entries()) {
    if (size + cells.length > CELLS_IN_LOT) {
      all.push([]);
      size = 0;
    }
    all.at(-1)!.push(person);
    size += cells.length;
  }
  return all;
}

/** The fractional roster made whole: what it gives for certain stays, the rest is chosen among cells worth it. */
export async function roundRelaxation(
  model: RosterModel,
  prices: Prices,
  solver: Solver,
  keepCertain: boolean,
): Promise<Incumbent | undefined> {
  const cells = worthwhile(prices, ROUNDING_FACTOR);
  const values = prices.values.slice();
  for (let cell = 0; cell < cells.length; cell++) {
    const isCertain = values[cell]! > 1 - 1e-6;
    if (keepCertain && isCertain) cells[cell] = 0;
    if (!cells[cell]) values[cell] = isCertain ? 1 : 0;
  }
  const shifts = new Uint8Array(model.board.problem.shifts.length).fill(1);
  const program = restrict(model, { cells, shifts, seatsAround: ROUNDING_SEATS }, values);
  const outcome = await solver.solve({ program, relativeGap: 1e-3, nodes: 100, iterations: 400_000 });
  return solved(model, values, program, outcome.values);
}
