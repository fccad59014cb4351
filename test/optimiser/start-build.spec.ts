import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { tmpdir } from 'node:os';
import type { BuildProgress } from '../../src/optimiser/roster-build';
import { startBuild } from '../../src/optimiser/start-build';
import { smallProblem } from './small-problem';

const ROOT = resolve(__dirname, '../..');
const entry = join(ROOT, 'dist/src/optimiser/build-process.js');

beforeAll(async () => {
  await promisify(execFile)(process.execPath, [join(ROOT, 'scripts/ensure-built.mjs')]);
});

it('answers from a process of its own', async () => {
  const heard: BuildProgress[] = [];
  const request = { problem: smallProblem(1), options: { seconds: 60 } };
  const { result } = startBuild(request, (progress) => heard.push(progress), { entry });
  expect((await result).score.violations).toEqual([]);
  expect(heard.at(-1)!.phase).toBe('done');
});

it('says so when the process dies', async () => {
  const dying = join(tmpdir(), `dying-build-${process.pid}.cjs`);
  writeFileSync(
    dying,
    "process.send({ ready: true }); process.on('message', () => process.kill(process.pid, 'SIGKILL'));",
  );
  const { result } = startBuild({ problem: smallProblem(1), options: {} }, () => undefined, { entry: dying });
  await expect(result).rejects.toThrow('ended without a roster (SIGKILL)');
});

it('lets whoever is served come first', async () => {
  const parent = `
    const { getPriority } = require('node:os');
    const child = require('node:child_process').fork(${JSON.stringify(entry)}, { silent: true });
    child.on('message', () => { console.log(getPriority(child.pid) - getPriority()); process.exit(); });`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', parent]);
  expect(Number(stdout)).toBeGreaterThan(0);
});

it('leaves no process behind when its parent is gone', async () => {
  const parent = `
    const child = require('node:child_process').fork(${JSON.stringify(entry)}, { silent: true });
    child.on('message', () => { console.log(child.pid); process.exit(); });`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', parent]);
  await expect(gone(Number(stdout))).resolves.toBe(true);
});

async function gone(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return true;
  }
  await new Promise((next) => setImmediate(next));
  return gone(pid);
}
