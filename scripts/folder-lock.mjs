import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const BEAT_MS = 1000;
/** A holder that was killed stops beating; a living one misses at most a few beats on a busy machine. */
const DEAD_AFTER_MS = 20_000;

/** Runs `work` while no other process holds the same lock; `onWait` is called once if somebody else has it. */
export async function withLock(path, onWait, work) {
  await mkdir(dirname(path), { recursive: true });
  let waited = false;
  while (!(await take(path))) {
    if (!waited) {
      waited = true;
      onWait();
    }
    await delay(200);
  }
  const beat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, BEAT_MS);
  const release = () => rmSync(path, { recursive: true, force: true });
  const quit = () => process.exit(130);
  process.once('exit', release).once('SIGINT', quit).once('SIGTERM', quit);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    process.off('exit', release).off('SIGINT', quit).off('SIGTERM', quit);
    release();
  }
}

async function take(path) {
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') {
      throw error;
    }
  }
  const lock = await stat(path).catch(() => undefined);
  if (lock !== undefined && Date.now() - lock.mtimeMs > DEAD_AFTER_MS) {
    const aside = `${path}.${randomUUID()}`;
    await rename(path, aside).catch(() => undefined);
    await rm(aside, { recursive: true, force: true });
  }
  return false;
}
