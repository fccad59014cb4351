/** One field in one half hour to which seats may be added. */
export interface FillCell {
  /** Calls that the first, second, … further seat answers; never rising. */
  readonly gains: readonly number[];
}

/** Hours or money that may be turned into seats. */
export interface Purse {
  /** Null: no limit. */
  readonly hours: number | null;
  readonly yen: bigint | null;
  /** Yen of one seat for half an hour by index of the cell; null: it may not sit there. */
  readonly yenPerStep: (cell: number) => bigint | null;
}

/** One seat for half an hour. */
export interface FillStep {
  readonly purse: number;
  readonly cell: number;
  readonly gain: number;
}

interface Candidate extends FillStep {
  /** How many seats the cell had been given when the gain was looked up. */
  readonly given: number;
  readonly worth: number;
}

interface Open {
  halfHours: number;
  yen: bigint | null;
}

/**
 * Seats one by one to where the next half hour of one answers most calls, per yen where money is the limit, until nothing is
 * left or a further seat answers less than `least`. Gains never rise with seats already there, so taking the best each time
 * is the best of all plans for one price; with several prices it misses it by less than one seat's worth (knapsack).
 */
export function fillSeats(cells: readonly FillCell[], purses: readonly Purse[], least: number): FillStep[] {
  const given = cells.map(() => 0);
  const open = purses.map(({ hours, yen }): Open => ({
    halfHours: hours === null ? Infinity : Math.floor(hours * 2),
    yen,
  }));
  const queue = new BestFirst();
  for (const cell of cells.keys()) {
    for (const purse of purses.keys()) queue.add(candidate({ cells, purses, given }, purse, cell));
  }
  const steps: FillStep[] = [];
  for (let next = queue.take(); next; next = queue.take()) {
    const { purse, cell, gain } = next;
    const left = open[purse];
    if (gain < least || !left) continue;
    if (next.given === given[cell]) {
      if (!pay(left, purses[purse]?.yenPerStep(cell) ?? 0n)) continue;
      given[cell] = (given[cell] ?? 0) + 1;
      steps.push({ purse, cell, gain });
    }
    queue.add(candidate({ cells, purses, given }, purse, cell));
  }
  return steps;
}

interface FillState {
  readonly cells: readonly FillCell[];
  readonly purses: readonly Purse[];
  readonly given: readonly number[];
}

/** The next seat of a purse in a cell; null where it may not sit or nothing is known of more seats. */
function candidate({ cells, purses, given }: FillState, purse: number, cell: number): Candidate | null {
  const seats = given[cell] ?? 0;
  const gain = cells[cell]?.gains[seats];
  const price = purses[purse]?.yenPerStep(cell) ?? null;
  if (gain === undefined || price === null) return null;
  const limited = purses[purse]?.yen !== null && price > 0n;
  return { purse, cell, gain, given: seats, worth: limited ? gain / Number(price) : gain };
}

function pay(left: Open, price: bigint): boolean {
  if (left.halfHours < 1 || (left.yen !== null && left.yen < price)) return false;
  left.halfHours -= 1;
  if (left.yen !== null) left.yen -= price;
  return true;
}

/** A binary heap with the greatest worth on top; of equal ones the earlier cell, so that the same question has one answer. */
class BestFirst {
  private readonly heap: Candidate[] = [];

  add(item: Candidate | null): void {
    if (!item) return;
    let at = this.heap.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.before(at, parent)) return;
      this.swap(at, parent);
      at = parent;
    }
  }

  take(): Candidate | null {
    const [top] = this.heap;
    const last = this.heap.pop();
    if (!top || !last) return null;
    if (this.heap.length > 0) {
      this.heap[0] = last;
      this.sink();
    }
    return top;
  }

  private sink(): void {
    for (let at = 0; ;) {
      let best = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < this.heap.length && this.before(child, best)) best = child;
      }
      if (best === at) return;
      this.swap(at, best);
      at = best;
    }
  }

  private before(a: number, b: number): boolean {
    const [first, second] = [this.heap[a], this.heap[b]];
    if (!first || !second) return false;
    return first.worth === second.worth
      ? first.cell < second.cell || (first.cell === second.cell && first.purse < second.purse)
      : first.worth > second.worth;
  }

  private swap(a: number, b: number): void {
    const [first, second] = [this.heap[a], this.heap[b]];
    if (first && second) [this.heap[a], this.heap[b]] = [second, first];
  }
}
