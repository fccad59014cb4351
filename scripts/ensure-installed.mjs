import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './folder-lock.mjs';
import { runQuietly } from './run-quietly.mjs';
import { isStartedDirectly, runScript, ScriptFailure } from './script-failure.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const STAMP = join(ROOT, 'node_modules', '.tsunagi-installed');

/** Installs what package-lock.json names, unless it is there already. */
export async function ensureInstalled() {
  requireNode();
  await mkdir(join(ROOT, '.cache'), { recursive: true });
  if (await isInstalled()) {
    return;
  }
  await withLock(join(ROOT, '.cache', 'install.lock'), announceWait, async () => {
    if (!(await isInstalled())) {
      await install();
    }
  });
}

/** NestJS 12 consists of ES modules, which this CommonJS project loads with `require`. */
function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const oldEnough = major > 20 || (major === 20 && minor >= 19);
  if (!oldEnough || !process.features.require_module) {
    throw new ScriptFailure(
      `Tsunagi needs Node 20.19 or later (22.12 or later in the 22 line), but this is ${process.version}. / Node 20.19 以降(22 系では 22.12 以降)が必要です。現在は ${process.version} です。`,
    );
  }
}

/** Compares contents, because a fresh clone gives every file the same new date. */
async function isInstalled() {
  const lockText = await readFile(join(ROOT, 'package-lock.json'), 'utf8');
  if ((await readFile(STAMP, 'utf8').catch(() => '')) === stampOf(lockText)) {
    return true;
  }
  const installedText = await readFile(join(ROOT, 'node_modules', '.package-lock.json'), 'utf8').catch(
    () => undefined,
  );
  if (installedText === undefined) {
    return false;
  }
  const wanted = JSON.parse(lockText).packages;
  const installed = JSON.parse(installedText).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || !isNeeded(entry) || installed[path]?.version === entry.version,
  );
}

function stampOf(lockText) {
  return createHash('sha256').update(`${process.platform}-${process.arch}\n${lockText}`).digest('hex');
}

/** Optional packages are needed when they are the build for this very platform (PostgreSQL, swc, argon2). */
function isNeeded(entry) {
  if (!entry.optional) {
    return true;
  }
  return (
    entry.os?.includes(process.platform) === true &&
    entry.cpu?.includes(process.arch) === true &&
    (entry.libc === undefined || entry.libc.includes(libc()))
  );
}

function libc() {
  return process.report.getReport().header.glibcVersionRuntime === undefined ? 'musl' : 'glibc';
}

function announceWait() {
  console.error(
    'Waiting for another installation in this folder… / 同じフォルダでの導入の終了を待っています…',
  );
}

async function install() {
  console.error(
    'Installing packages, about a minute… / 必要なパッケージを導入しています(1分ほどかかります)…',
  );
  // Development and optional packages are named because an npm configuration or NODE_ENV=production would omit them.
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const env = { ...process.env, ...(await cacheSetting()) };
  const { ok, output } = npm?.endsWith('.js')
    ? await runQuietly(process.execPath, [npm, ...args], { cwd: ROOT, env })
    : await runQuietly('npm', args, { cwd: ROOT, env, shell: process.platform === 'win32' });
  if (!ok) {
    throw new ScriptFailure(
      `${output.trim()}\nThe packages could not be installed; the reason is above. / パッケージを導入できませんでした。理由は上に表示されています。`,
    );
  }
  await writeFile(STAMP, stampOf(await readFile(join(ROOT, 'package-lock.json'), 'utf8')));
}

/** Accounts such as `nobody` have a home that does not exist, where npm would want its cache. */
async function cacheSetting() {
  return access(homedir(), constants.W_OK).then(
    () => ({}),
    () => ({ npm_config_cache: join(ROOT, '.cache', 'npm') }),
  );
}

if (isStartedDirectly(import.meta.url)) {
  await runScript(ensureInstalled);
}
