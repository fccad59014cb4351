import { Injectable } from '@nestjs/common';
import type { ComputingHandler, JobHandler, JobLane } from './job';

type Handler = JobHandler | ComputingHandler;

/** Which handler does which kind of job; feature modules add theirs in `onModuleInit`. */
@Injectable()
export class JobHandlers {
  private readonly byKind = new Map<string, Handler>();

  add(handler: Handler): void {
    if (this.byKind.has(handler.kind)) throw new Error(`Two handlers for jobs of the kind ${handler.kind}`);
    this.byKind.set(handler.kind, handler);
  }

  kindsIn(lane: JobLane): string[] {
    return [...this.byKind.keys()].filter((kind) => this.laneOf(kind) === lane);
  }

  laneOf(kind: string): JobLane {
    return computes(this.of(kind)) ? 'computing' : 'importing';
  }

  of(kind: string): Handler {
    const handler = this.byKind.get(kind);
    if (!handler) throw new Error(`No handler for jobs of the kind ${kind}`);
    return handler;
  }
}

export function computes(handler: Handler): handler is ComputingHandler {
  return 'compute' in handler;
}
