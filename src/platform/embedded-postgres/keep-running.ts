import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type ClusterFolder } from './cluster-folder';
import { type NativeBinaries } from './native-binaries';
import { disownLeftoverPid, findServerPid } from './postmaster-pid';
import { restartServer } from './server-process';

const LOOK_MS = 250;
const RETRY_MS = 1000;

/**
 * Starts the server again when it dies without having been asked to: nobody else watches over the embedded one, and
 * counsellors in the middle of a night must not have to. Returns what ends the watch.
 */
export function keepRunning(
  folder: ClusterFolder,
  binaries: NativeBinaries,
  port: number,
): () => Promise<void> {
  const ending = new AbortController();
  const pause = (milliseconds: number): Promise<void> =>
    delay(milliseconds, undefined, { ref: false, signal: ending.signal }).catch(() => undefined);
  const watch = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      await pause(LOOK_MS);
      if (ending.signal.aborted || !(await isGone(folder, port))) continue;
      say(
        'The embedded PostgreSQL has stopped; starting it again. / 内蔵の PostgreSQL が停止したため再起動します。',
      );
      await disownLeftoverPid(folder);
      if (await restartServer(folder, binaries)) {
        say('The embedded PostgreSQL is running again. / 内蔵の PostgreSQL が再び動いています。');
      } else {
        await pause(RETRY_MS);
      }
    }
  };
  const watching = watch();
  return async () => {
    ending.abort();
    await watching;
  };
}

/** Certain only when nobody listens either: a process short of file handles reads no lock file. */
async function isGone(folder: ClusterFolder, port: number): Promise<boolean> {
  return (await findServerPid(folder)) === undefined && (await refuses(port));
}

function refuses(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    const finish = (refused: boolean): void => {
      socket.destroy();
      done(refused);
    };
    socket.once('connect', () => finish(false));
    socket.once('error', (error: NodeJS.ErrnoException) => finish(error.code === 'ECONNREFUSED'));
  });
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
