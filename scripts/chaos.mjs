import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileSources, copyData, ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { runScript, ScriptFailure } from './script-failure.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SERVER = ['src', 'migrations', 'seeds'];
const HARNESS = [...SERVER, 'test/chaos', 'test/support'];

/** `npm run chaos -- [--minutes 10] [--seed N] [--plant NAME] …`: see docs/chaos.md. */
async function chaos() {
  await ensureInstalled();
  await ensureBuilt();
  await mkdir(join(ROOT, '.cache'), { recursive: true });
  const folder = await mkdtemp(join(ROOT, '.cache', 'chaos-'));
  try {
    const harness = join(folder, 'harness');
    await compileSources(HARNESS, harness);
    const load = createRequire(join(harness, 'package.json'));
    const { plant, rest } = takePlant(process.argv.slice(2));
    const program = plant ? await planted(plant, folder, load) : join(ROOT, 'dist');
    const green = await load('./test/chaos/main.js').main(rest, program);
    process.exitCode = green ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function takePlant(args) {
  const at = args.indexOf('--plant');
  return at < 0
    ? { plant: undefined, rest: args }
    : { plant: args[at + 1] ?? '', rest: args.toSpliced(at, 2) };
}

/** A server with a fault in it, built from a copy of the sources. */
async function planted(name, folder, load) {
  const { PLANTS, plantInto } = load('./test/chaos/plants.js');
  if (!Object.hasOwn(PLANTS, name)) {
    throw new ScriptFailure(`--plant must be one of ${Object.keys(PLANTS).join(', ')}`);
  }
  const [sources, program] = [join(folder, 'sources'), join(folder, 'planted')];
  for (const part of [...SERVER, '.swcrc']) {
    await cp(join(ROOT, part), join(sources, part), { recursive: true });
  }
  for (const [file, changes] of Object.entries(PLANTS[name])) {
    const path = join(sources, file);
    await writeFile(path, plantInto(file, await readFile(path, 'utf8'), changes));
  }
  await compileSources(SERVER, program, sources);
  await copyData(program);
  console.error(`planted: ${name}`);
  return program;
}

await runScript(chaos);
