export interface SentSheet {
  readonly id: string;
  readonly startedAt: Date;
  readonly summary: string;
}

export type Outcome = 'unknown' | 'acknowledged' | 'refused';

interface Entry {
  readonly sheet: SentSheet;
  readonly token: string;
  outcome: Outcome;
  attempts: number;
  created: number;
}

/** What a client knows for certain, written down before each request and after each answer. */
export class ClientLog {
  readonly violations: string[] = [];
  readonly latencies: number[] = [];
  private readonly entries = new Map<string, Entry>();

  intend(sheet: SentSheet, token: string): void {
    this.entries.set(sheet.id, { sheet, token, outcome: 'unknown', attempts: 0, created: 0 });
  }

  attempt(id: string): void {
    this.entry(id).attempts += 1;
  }

  acknowledge(id: string, created: boolean): void {
    const entry = this.entry(id);
    entry.outcome = 'acknowledged';
    if (!created) {
      if (entry.attempts < 2) this.violations.push(`${id} was there before it was sent`);
      return;
    }
    entry.created += 1;
    if (entry.created > 1) this.violations.push(`${id} was created twice`);
  }

  refuse(id: string): void {
    this.entry(id).outcome = 'refused';
  }

  outcomeOf(id: string): Outcome {
    return this.entry(id).outcome;
  }

  with(outcome: Outcome): Entry[] {
    return [...this.entries.values()].filter((entry) => entry.outcome === outcome);
  }

  sent(id: string): SentSheet | undefined {
    return this.entries.get(id)?.sheet;
  }

  /** Sheets that were stored although the first answer never came. */
  resolvedByRetry(): number {
    return this.with('acknowledged').filter((entry) => entry.created === 0).length;
  }

  private entry(id: string): Entry {
    const entry = this.entries.get(id);
    if (!entry) throw new Error(`${id} is not in the log`);
    return entry;
  }
}
