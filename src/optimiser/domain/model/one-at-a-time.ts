import type { Board } from '../board';
import { shiftOf } from '../board';
import { groupBy } from '../group-by';
import type { LinearModel } from './linear-model';
import { sumOf } from './linear-model';

/**
 * One shift a day and rest between shifts. A shift with the rest after it is an interval, and shifts that may not be
 * worked together are intervals that share an instant: one row for each greatest set of them instead of one per pair.
 */
export function addOneAtATime(model: LinearModel, board: Board): void {
  for (const [number, person] of board.problem.persons.entries()) {
    const own = board.cellsOf[number]!;
    const rest = person.rest?.minutes ?? 0;
    const isHard = person.rest?.price === undefined;
    const cliques = meetingSets(board, own, isHard ? rest : 0);
    for (const cells of [...cliques, ...sameDaySets(board, own, cliques)]) {
      if (cells.length > 1) model.addRow(sumOf(cells), { upper: 1, days: 2 });
    }
    if (!isHard) addPricedRest(model, board, number);
  }
}

/** Greatest sets of cells whose extended intervals share an instant; `own` is sorted by start. */
function meetingSets(board: Board, own: readonly number[], rest: number): number[][] {
  const sets: number[][] = [];
  let open: number[] = [];
  let grown = false;
  for (const cell of own) {
    const { from } = shiftOf(board, cell);
    const still = open.filter((earlier) => shiftOf(board, earlier).until + rest > from);
    if (still.length < open.length && grown) {
      sets.push(open);
      grown = false;
    }
    open = [...still, cell];
    grown = true;
  }
  return grown ? [...sets, open] : sets;
}

function sameDaySets(board: Board, own: readonly number[], cliques: readonly number[][]): number[][] {
  const byDay = groupBy(own, (cell) => shiftOf(board, cell).day);
  return [...byDay.values()].filter(
    (cells) => !cliques.some((clique) => cells.every((cell) => clique.includes(cell))),
  );
}

interface Item {
  readonly day: number;
  readonly from: number;
  readonly until: number;
  readonly cell: number | undefined;
}

/** A breach is one day whose shift starts too soon after one of an earlier day. */
function addPricedRest(model: LinearModel, board: Board, number: number): void {
  const person = board.problem.persons[number]!;
  const { minutes, price } = { price: 0, ...person.rest! };
  const items: Item[] = [
    ...board.cellsOf[number]!.map((cell) => ({ ...shiftOf(board, cell), cell })),
    ...(person.duties ?? []).map((duty) => ({ ...duty, cell: undefined })),
  ];
  for (const [, today] of groupBy(items, (item) => item.day)) {
    const before = items.filter((item) => item.day < today[0]!.day);
    const rows = [...new Set(today.map((item) => item.from))].flatMap((start) => {
      const tooLate = before.filter((item) => item.until + minutes > start);
      return [...groupBy(tooLate, (item) => item.day).values()].map((earlier) => [
        ...earlier,
        ...today.filter((item) => item.from <= start),
      ]);
    });
    if (rows.length === 0) continue;
    const breach = model.addColumn({ cost: price, owner: number });
    const sums = rows.map((row) => ({
      cells: row.flatMap((item) => (item.cell === undefined ? [] : [item.cell])),
      fixed: row.filter((item) => item.cell === undefined).length,
    }));
    for (const { cells, fixed } of sums) {
      model.addRow([...sumOf(cells), [breach, -1]], { upper: 1 - fixed, days: 2 });
    }
    model.completions.push((values) => {
      const most = Math.max(
        ...sums.map(({ cells, fixed }) => cells.reduce((sum, cell) => sum + values[cell]!, fixed)),
      );
      values[breach] = Math.max(0, Math.round(most) - 1);
    });
  }
}

/** Forbidden kinds on consecutive days: kinds that share what they forbid stand in one row with it. */
export function addSuccessions(model: LinearModel, board: Board): void {
  const forbidden = groupBy(board.problem.forbiddenSuccessions ?? [], ({ kind }) => kind);
  if (forbidden.size === 0) return;
  const nextOf = new Map(
    [...forbidden].map(([kind, pairs]) => [kind, new Set(pairs.map(({ next }) => next))]),
  );
  const sets = [...new Map([...nextOf.values()].map((next) => [[...next].toSorted().join(), next])).values()];
  for (const own of board.cellsOf) {
    const byDay = groupBy(own, (cell) => shiftOf(board, cell).day);
    for (const [day, today] of byDay) {
      for (const next of sets) {
        const first = today.filter((cell) => includesAll(nextOf.get(shiftOf(board, cell).kind ?? ''), next));
        const second = (byDay.get(day + 1) ?? []).filter((cell) => next.has(shiftOf(board, cell).kind ?? ''));
        if (first.length > 0 && second.length > 0) {
          model.addRow(sumOf([...first, ...second]), { upper: 1, days: 2 });
        }
      }
    }
  }
}

function includesAll(set: ReadonlySet<string> | undefined, wanted: ReadonlySet<string>): boolean {
  return set !== undefined && [...wanted].every((one) => set.has(one));
}
