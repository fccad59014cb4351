import { getPriority, setPriority } from 'node:os';
import { runBuild } from './run-build';
import type { FromBuild, ToBuild } from './start-build';

/** Entry of the building process: one request, one answer, and no life without its parent. */
const cancellation = new AbortController();

// Threads of solvers inherit it: whoever is served at the same time comes first.
// Not lower: beside other busy programs the search would hardly move.
const NICENESS = 5;
if (getPriority() < NICENESS) setPriority(NICENESS);

function say(message: FromBuild, then?: () => void): void {
  if (process.connected) process.send!(message, then);
}

async function build({ request }: Extract<ToBuild, { request: unknown }>): Promise<void> {
  const leave = (): void => process.exit(0);
  try {
    const result = await runBuild(request, cancellation.signal, (progress) => say({ progress }));
    say({ result }, leave);
  } catch (error) {
    say({ failure: error instanceof Error ? error.message : String(error) }, leave);
  }
}

process.on('disconnect', () => process.exit(0));
process.on('message', (message: ToBuild) => {
  if ('cancel' in message) cancellation.abort();
  else void build(message);
});
say({ ready: true });
