import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { join } from 'node:path';
import type { BrowserSettings } from './browser/main';

export interface Death {
  readonly browser: string;
  readonly at: number;
}

/** The browsers of all counsellors, opened again as soon as they die. */
export class Fleet {
  readonly deaths: Death[] = [];
  /** Browsers that ended by themselves. */
  readonly crashes: string[] = [];
  private readonly children = new Map<string, ChildProcess>();
  private readonly submissions = new EventEmitter();
  private ending = false;

  constructor(private readonly settings: readonly BrowserSettings[]) {
    for (const browser of settings) this.open(browser);
  }

  kill(numbers: readonly number[]): void {
    for (const number of numbers) {
      const browser = this.settings[number];
      if (browser === undefined || this.children.get(browser.name)?.kill('SIGKILL') !== true) continue;
      // Not when its end is noticed, which may be seconds later on a busy machine.
      this.deaths.push({ browser: browser.name, at: Date.now() });
    }
  }

  /** Until somebody presses "submit"; not for ever, since they may all be waiting for the server. */
  async submission(patience: number): Promise<void> {
    await once(this.submissions, 'pressed', { signal: AbortSignal.timeout(patience) }).catch(() => undefined);
  }

  /** Everybody finishes what they are at. The browsers that could not. */
  async finish(patience: number): Promise<string[]> {
    this.ending = true;
    const stuck: string[] = [];
    await Promise.all(
      [...this.children].map(async ([name, child]) => {
        const late = setTimeout(() => {
          stuck.push(name);
          child.kill('SIGKILL');
        }, patience);
        const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null;
        child.kill('SIGTERM');
        await ended;
        clearTimeout(late);
      }),
    );
    return stuck;
  }

  private open(browser: BrowserSettings): void {
    const child = fork(join(__dirname, 'browser/main.js'), [JSON.stringify(browser)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.on('message', () => this.submissions.emit('pressed'));
    child.once('exit', (code) => {
      if (code !== null && code !== 0) this.crashes.push(`${browser.name} ended with ${code}`);
      if (this.ending) return;
      this.open(browser);
    });
    this.children.set(browser.name, child);
  }
}
