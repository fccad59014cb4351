import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './folder-lock.mjs';
import { runQuietly } from './run-quietly.mjs';
import { isStartedDirectly, runScript, ScriptFailure } from './script-failure.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(ROOT, 'dist');
const SOURCE_FOLDERS = ['src', 'migrations', 'seeds', 'bench'];
const SETTINGS = ['.swcrc', 'package-lock.json', 'scripts/ensure-built.mjs'];

/** Compiles to dist/, unless what is there was compiled from the very same sources. */
export async function ensureBuilt() {
  if (await isBuilt()) {
    return;
  }
  await withLock(join(ROOT, '.cache', 'build.lock'), announceWait, async () => {
    if (!(await isBuilt())) {
      await build();
    }
  });
}

async function isBuilt() {
  const stamp = await readFile(join(DIST, '.stamp'), 'utf8').catch(() => undefined);
  return stamp !== undefined && stamp === (await hashSources());
}

async function hashSources() {
  const hash = createHash('sha256');
  for (const path of [...SETTINGS, ...(await listSources())]) {
    hash
      .update(path)
      .update('\0')
      .update(await readFile(join(ROOT, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

async function listSources() {
  const paths = [];
  for (const folder of SOURCE_FOLDERS) {
    const entries = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      if (entry.isFile() && !entry.name.endsWith('.spec.ts')) {
        paths.push(relative(ROOT, join(entry.parentPath, entry.name)));
      }
    }
  }
  return paths.toSorted((a, b) => (a < b ? -1 : 1));
}

function announceWait() {
  console.error('Waiting for another build in this folder… / 同じフォルダでのビルドの終了を待っています…');
}

/** Builds beside dist/ and swaps the folders, so that a server running from dist/ never sees half a build. */
async function build() {
  console.error('Building… / ビルドしています…');
  const stamp = await hashSources();
  const unfinished = join(ROOT, '.cache', 'dist.new');
  const outdated = join(ROOT, '.cache', 'dist.old');
  await rm(unfinished, { recursive: true, force: true });
  await rm(outdated, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  await compileSources(SOURCE_FOLDERS, unfinished);
  await copyData(unfinished);
  await writeFile(join(unfinished, '.stamp'), stamp);
  if (await stat(DIST).catch(() => undefined)) {
    await rename(DIST, outdated);
  }
  await rename(unfinished, DIST);
  await rm(outdated, { recursive: true, force: true });
}

export async function compileSources(folders, destination, root = ROOT) {
  const compiler = join(ROOT, 'node_modules', '@swc', 'cli', 'bin', 'swc.js');
  const options = [
    '--out-dir',
    destination,
    '--config-file',
    '.swcrc',
    '--ignore',
    '**/*.spec.ts',
    '--quiet',
  ];
  const { ok, output } = await runQuietly(process.execPath, [compiler, ...folders, ...options], {
    cwd: root,
  });
  if (!ok) {
    throw new ScriptFailure(
      `${output.trim()}\nThe sources could not be compiled; the reason is above. / ソースをビルドできませんでした。理由は上に表示されています。`,
    );
  }
}

/** What the seeds read at run time. */
export async function copyData(destination) {
  for (const path of await listSources()) {
    if (!path.endsWith('.ts')) {
      await cp(join(ROOT, path), join(destination, path));
    }
  }
}

if (isStartedDirectly(import.meta.url)) {
  await runScript(ensureBuilt);
}
