import type { Freedom } from '../domain/model/restrict';
import type { RosterModel } from '../domain/model/roster-model';
import type { Prices } from './prices';
import { worthwhile } from './prices';
import type { Random } from './random';
import { shuffle } from './random';

/** A part of the roster to choose anew while the rest stands. */
export interface Neighbourhood {
  readonly kind: 'days' | 'persons';
  readonly name: string;
  readonly freedom: Freedom;
}

/** How many times the cells in use are looked at: first those nearly worth it, in the end all. */
const BREADTHS = [2, 3, 5, Infinity];
const SEATS_AROUND = 4;
/** Small parts win more for the same work than large ones; they grow where they turn out easy. */
const FIRST_SIZE = 600;
const FIRST_PART = 0.1;
const SMALLEST_SIZE = 100;

/**
 * Deals out neighbourhoods of two kinds in turn: everybody on some days in a row, and some people on all days. Their size
 * follows how hard the last ones were, by the solver's own count of work, so that the sequence depends on nothing but the
 * problem and the seed.
 */
export class Neighbourhoods {
  private readonly size: Record<Neighbourhood['kind'], number>;
  private readonly tried = new Map<string, number>();
  private readonly masks = new Map<number, Uint8Array>();
  private turn = 0;
  private breadth = 0;
  private nextDay = 0;
  private waiting: number[] = [];

  constructor(
    private readonly model: RosterModel,
    private readonly prices: Prices | undefined,
    private readonly random: Random,
  ) {
    const first = Math.min(FIRST_SIZE, Math.round(FIRST_PART * model.board.cells.length));
    this.size = { days: first, persons: first };
    if (!prices) this.breadth = BREADTHS.length - 1;
  }

  /** `standing` is the present roster; `objective` tells whether a part was tried against the same one before. */
  next(standing: Float64Array, objective: number): Neighbourhood {
    const kind = this.turn++ % 2 === 0 ? 'days' : 'persons';
    if (kind === 'days') {
      for (let attempt = 0; attempt < this.model.board.days; attempt++) {
        const window = this.days(standing);
        if (this.tried.get(window.name) !== objective) {
          this.tried.set(window.name, objective);
          return window;
        }
      }
      this.broaden();
    }
    return this.persons(standing);
  }

  learn(kind: Neighbourhood['kind'], effort: 'easy' | 'fair' | 'hard'): void {
    const factor = { easy: 1.25, fair: 1, hard: 0.75 }[effort];
    const most = this.model.board.cells.length;
    this.size[kind] = Math.min(most, Math.max(SMALLEST_SIZE, this.size[kind] * factor));
  }

  private broaden(): void {
    this.breadth = (this.breadth + 1) % BREADTHS.length;
    if (!this.prices) this.breadth = BREADTHS.length - 1;
  }

  private days(standing: Float64Array): Neighbourhood {
    const { board } = this.model;
    const worth = this.worth(standing);
    const byDay = new Int32Array(board.days);
    for (const [cell, { shift }] of board.cells.entries()) {
      if (worth[cell]) byDay[board.problem.shifts[shift]!.day]!++;
    }
    const from = this.nextDay;
    let until = from;
    for (
      let cells = 0;
      until < board.days && (until === from || cells + byDay[until]! <= this.size.days);
      until++
    ) {
      cells += byDay[until]!;
    }
    this.nextDay =
      until >= board.days ? (this.nextDay === 0 ? 0 : Math.floor((until - from) / 2) % board.days) : until;
    if (from === 0 && until >= board.days) this.nextDay = 0;
    const isInside = (shift: number): boolean => {
      const { day } = board.problem.shifts[shift]!;
      return from <= day && day < until;
    };
    const cells = worth.map((one, cell) => (one && isInside(board.cells[cell]!.shift) ? 1 : 0));
    const shifts = Uint8Array.from(board.problem.shifts.keys(), (shift) => (isInside(shift) ? 1 : 0));
    const name = `days ${from}-${until} of ${this.breadth}`;
    return { kind: 'days', name, freedom: { cells, shifts, seatsAround: SEATS_AROUND } };
  }

  private persons(standing: Float64Array): Neighbourhood {
    const { board } = this.model;
    const looksAtAll = this.turn % 4 === 0;
    const worth = looksAtAll ? new Uint8Array(board.cells.length).fill(1) : this.worth(standing);
    const cells = new Uint8Array(board.cells.length);
    for (let count = 0; count < this.size.persons;) {
      if (this.waiting.length === 0) {
        if (count > 0) break;
        this.waiting = shuffle([...board.cellsOf.keys()], this.random);
      }
      const own = board.cellsOf[this.waiting[0]!]!.filter((cell) => worth[cell]);
      if (count > 0 && count + own.length > this.size.persons) break;
      this.waiting.shift();
      for (const cell of own) cells[cell] = 1;
      count += own.length;
    }
    return { kind: 'persons', name: 'persons', freedom: { cells, seatsAround: SEATS_AROUND } };
  }

  private worth(standing: Float64Array): Uint8Array {
    const factor = BREADTHS[this.breadth]!;
    if (!this.prices || factor === Infinity) return new Uint8Array(this.model.board.cells.length).fill(1);
    let mask = this.masks.get(factor);
    if (!mask) this.masks.set(factor, (mask = worthwhile(this.prices, factor)));
    return mask.map((one, cell) => (one || standing[cell]! > 0.5 ? 1 : 0));
  }
}
