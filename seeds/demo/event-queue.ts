interface Scheduled<T> {
  readonly at: number;
  /** First come, first served among events of the same moment. */
  readonly order: number;
  readonly event: T;
}

/** What happens next: a binary heap by time. */
export class EventQueue<T> {
  private readonly heap: Scheduled<T>[] = [];
  private scheduled = 0;

  add(at: number, event: T): void {
    this.scheduled += 1;
    const entry = { at, order: this.scheduled, event };
    let index = this.heap.push(entry) - 1;
    while (index > 0) {
      const above = (index - 1) >> 1;
      const parent = this.heap[above];
      if (!parent || !isBefore(entry, parent)) break;
      this.heap[index] = parent;
      index = above;
    }
    this.heap[index] = entry;
  }

  next(): { readonly at: number; readonly event: T } | null {
    const first = this.heap[0];
    const last = this.heap.pop();
    if (!first || !last) return null;
    if (this.heap.length > 0) this.sink(last);
    return first;
  }

  private sink(entry: Scheduled<T>): void {
    let index = 0;
    for (;;) {
      const left = this.heap[2 * index + 1];
      const right = this.heap[2 * index + 2];
      const child = right && left && isBefore(right, left) ? right : left;
      if (!child || !isBefore(child, entry)) break;
      const below = child === left ? 2 * index + 1 : 2 * index + 2;
      this.heap[index] = child;
      index = below;
    }
    this.heap[index] = entry;
  }
}

function isBefore<T>(a: Scheduled<T>, b: Scheduled<T>): boolean {
  return a.at === b.at ? a.order < b.order : a.at < b.at;
}
