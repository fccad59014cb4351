import type { DayOptions, PersonProgram } from './person-program';

/** A step in the space of totals: how far it leads, and from where it may be taken. */
export interface Step {
  readonly by: number;
  readonly from: Uint8Array;
}

/** All counters of a walk as one number in mixed radix. */
export class Totals {
  readonly size: number;
  private readonly steps = new Map<string, Step>();

  constructor(private readonly program: PersonProgram) {
    this.size = program.counters.reduce((product, { atMost }) => product * (atMost + 1), 1);
  }

  /** A day off counts nothing. */
  get standing(): Step {
    return this.step(this.program.counters.map(() => 0));
  }

  /** Where a day's option leads, after a day off and after a day of work. */
  stepsOf({ places, goesOn }: DayOptions): readonly (readonly [afterOff: Step, afterWork: Step])[] {
    return places.map((place) => {
      const afterOff = this.program.counters.map(({ units }) => units[place] ?? 0);
      const afterWork = this.program.counters.map(({ units, isWeekends }) =>
        isWeekends && goesOn ? 0 : (units[place] ?? 0),
      );
      return [this.step(afterOff), this.step(afterWork)] as const;
    });
  }

  /** What each total costs at the end; without a price, what lower limits forbid. */
  costs(): Float64Array {
    const costs = new Float64Array(this.size);
    this.each((total, digits) => {
      for (const [at, digit] of digits.entries()) {
        const counter = this.program.counters[at]!;
        costs[total]! += digit < counter.atLeast ? Infinity : (counter.costs?.[digit] ?? 0);
      }
    });
    return costs;
  }

  private step(amounts: readonly number[]): Step {
    const key = amounts.join();
    let step = this.steps.get(key);
    if (!step) {
      const { counters } = this.program;
      let by = 0;
      for (const [counter, amount] of amounts.entries()) by = by * (counters[counter]!.atMost + 1) + amount;
      const from = this.where((digits) =>
        digits.every((digit, counter) => digit + amounts[counter]! <= counters[counter]!.atMost),
      );
      this.steps.set(key, (step = { by, from }));
    }
    return step;
  }

  private where(holds: (digits: readonly number[]) => boolean): Uint8Array {
    const marks = new Uint8Array(this.size);
    this.each((total, digits) => {
      if (holds(digits)) marks[total] = 1;
    });
    return marks;
  }

  private each(visit: (total: number, digits: readonly number[]) => void): void {
    const { counters } = this.program;
    const digits = counters.map(() => 0);
    for (let total = 0; total < this.size; total++) {
      let rest = total;
      for (let counter = counters.length - 1; counter >= 0; counter--) {
        const radix = counters[counter]!.atMost + 1;
        digits[counter] = rest % radix;
        rest = Math.floor(rest / radix);
      }
      visit(total, digits);
    }
  }
}
