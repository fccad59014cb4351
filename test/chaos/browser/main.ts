import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { Random } from '../../../seeds/demo/random';
import { ClientLog } from './client-log';
import { Journal } from './journal';
import { SheetRequests } from './sheet-requests';
import { type Desk, Tab } from './tab';
import { Wire } from './wire';

export interface BrowserSettings {
  readonly name: string;
  readonly folder: string;
  readonly url: string;
  readonly token: string;
  readonly periodId: string;
  readonly seed: number;
  readonly tabs: number;
  readonly startsAt: number;
}

/** One browser in a process of its own, so that it can be killed like one. SIGTERM lets it finish what it is at. */
async function browse(settings: BrowserSettings): Promise<void> {
  const { name, folder, url, token, periodId, seed, tabs, startsAt } = settings;
  const log = new ClientLog(
    join(folder, `${name}.jsonl`),
    `${name}.${process.pid}.${Date.now().toString(36)}`,
  );
  const wire = new Wire(url, token);
  const desk: Desk = {
    name,
    wire,
    log,
    requests: new SheetRequests(wire, log, periodId),
    random: Random.stream(seed, `${name} ${process.pid}`),
    events: new EventEmitter(),
    startsAt,
    open: null,
    ending: false,
  };
  process.once('SIGTERM', () => (desk.ending = true));
  process.once('disconnect', () => process.exit(1));
  log.note({ kind: 'woke' });
  await Promise.all(
    Array.from({ length: tabs }, (_, i) =>
      new Tab(desk, i, new Journal(join(folder, `${name}.tab-${i}.json`))).run(),
    ),
  );
  log.note({ kind: 'finished' });
  log.close();
  process.exit(0);
}

void browse(JSON.parse(process.argv[2] ?? '{}') as BrowserSettings);
