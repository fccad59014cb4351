import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { compiledHighs } from './compiled-highs';
import type { GrowingProgram, NewColumn, Relaxed } from './solver';

const WORKER = join(__dirname, 'growing-worker.cjs');

type Answer = Relaxed & { readonly isOptimal?: boolean; readonly failure?: string };

/** One thread that keeps its program and basis between solves, until it is closed or the signal aborts. */
export class GrowingThread implements GrowingProgram {
  private readonly worker: Worker;
  private answer: ((answer: Relaxed | undefined) => void) | undefined;
  private isOpen = true;

  constructor(
    model: object,
    private readonly signal: AbortSignal,
  ) {
    this.worker = new Worker(WORKER, { workerData: { model, compiled: compiledHighs() } });
    this.worker.on('message', (answer: Answer) => this.finish(answer.isOptimal ? answer : undefined));
    this.worker.on('error', () => this.close());
    this.worker.on('exit', () => this.close());
    signal.addEventListener('abort', this.close);
  }

  solve(
    columns: readonly NewColumn[],
    bounds: readonly (readonly [column: number, lower: number, upper: number])[],
  ): Promise<Relaxed | undefined> {
    if (!this.isOpen || this.signal.aborted) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.answer = resolve;
      this.worker.postMessage({ columns, bounds });
    });
  }

  readonly close = (): void => {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.signal.removeEventListener('abort', this.close);
    void this.worker.terminate();
    this.finish(undefined);
  };

  private finish(answer: Relaxed | undefined): void {
    this.answer?.(answer);
    this.answer = undefined;
  }
}
