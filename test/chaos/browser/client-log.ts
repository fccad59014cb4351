import { closeSync, openSync, writeSync } from 'node:fs';
import type { AskingEvent, ClientEvent, SendingEvent } from '../history';

type Without<Event, Key extends string> = Event extends unknown ? Omit<Event, Key> : never;

/** Written at once and by one call, so that what it holds survives the death of its process. */
export class ClientLog {
  private readonly file: number;
  private requests = 0;

  constructor(
    path: string,
    private readonly owner: string,
  ) {
    this.file = openSync(path, 'a');
  }

  note(event: Without<ClientEvent, 'at'>): void {
    writeSync(this.file, `${JSON.stringify({ ...event, at: Date.now() })}\n`);
  }

  sending(request: Omit<SendingEvent, 'kind' | 'at' | 'request'>): string {
    const name = this.nextName();
    this.note({ kind: 'sending', request: name, ...request });
    return name;
  }

  asking(request: Omit<AskingEvent, 'kind' | 'at' | 'request'>): string {
    const name = this.nextName();
    this.note({ kind: 'asking', request: name, ...request });
    return name;
  }

  close(): void {
    closeSync(this.file);
  }

  private nextName(): string {
    return `${this.owner}/${(this.requests += 1)}`;
  }
}
