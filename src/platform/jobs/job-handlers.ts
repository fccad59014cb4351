import { Injectable } from '@nestjs/common';
import type { JobHandler } from './job';

/** Which handler does which kind of job; feature modules add theirs in `onModuleInit`. */
@Injectable()
export class JobHandlers {
  private readonly byKind = new Map<string, JobHandler>();

  add(handler: JobHandler): void {
    if (this.byKind.has(handler.kind)) throw new Error(`Two handlers for jobs of the kind ${handler.kind}`);
    this.byKind.set(handler.kind, handler);
  }

  get kinds(): string[] {
    return [...this.byKind.keys()];
  }

  of(kind: string): JobHandler {
    const handler = this.byKind.get(kind);
    if (!handler) throw new Error(`No handler for jobs of the kind ${kind}`);
    return handler;
  }
}
