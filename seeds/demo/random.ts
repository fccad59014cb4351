/** Choices with their weights; weights need not add up to anything. */
export type Weights<T extends string> = Readonly<Partial<Record<T, number>>>;

/** A repeatable source of chance (mulberry32): the same seed and name draw the same numbers on every machine. */
export class Random {
  private state: number;

  private constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** A stream of its own per purpose, so that one more draw in one generator leaves all the others as they were. */
  static stream(seed: number, name: string): Random {
    let mixed = seed ^ 0x9e3779b9;
    for (const unit of name)
      mixed = Math.imul(mixed ^ (unit.codePointAt(0) ?? 0), 0x01000193) ^ (mixed >>> 15);
    return new Random(mixed);
  }

  /** In [0, 1). */
  fraction(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  /** Whole number with both ends included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.fraction() * (most - least + 1));
  }

  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.fraction() * items.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }

  weighted<T extends string>(weights: Weights<T>): T {
    const entries = Object.entries(weights) as [T, number][];
    let left = this.fraction() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [code, weight] of entries) {
      left -= weight;
      if (left < 0) return code;
    }
    return this.pick(entries)[0];
  }

  shuffled<T>(items: readonly T[]): T[] {
    const keyed = items.map((item) => ({ item, key: this.fraction() }));
    return keyed.toSorted((a, b) => a.key - b.key).map(({ item }) => item);
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.fraction());
  }

  logNormal(median: number, sigma: number): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.fraction())) * Math.cos(2 * Math.PI * this.fraction());
    return median * Math.exp(sigma * normal);
  }
}
