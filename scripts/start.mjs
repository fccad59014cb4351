import { createRequire } from 'node:module';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { runScript } from './script-failure.mjs';

// The server runs in this very process, so that signals reach it without anybody passing them on.
await runScript(async () => {
  await ensureInstalled();
  await ensureBuilt();
  process.setSourceMapsEnabled(true);
  createRequire(import.meta.url)('../dist/src/main.js');
});
