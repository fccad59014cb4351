import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const CHAOS = resolve(__dirname, '../../scripts/chaos.mjs');
/** The work is bounded by kills, not by a clock; this is for a run that hangs, which then says how far it came. */
const HANGS_MS = 900_000;

jest.setTimeout(HANGS_MS + 30_000);

describe('kill -9 in the middle of writing', () => {
  it('loses nothing that was acknowledged, files no sheet twice, and comes back by itself', async () => {
    const size = ['--kills', '10', '--pause', '800', '--writers', '10'];
    const run = promisify(execFile)(process.execPath, [CHAOS, ...size], { timeout: HANGS_MS });
    // The line of figures names the seed and what was broken; without one, the stages and the error do.
    const { stdout, stderr } = await run.catch((failed: { stdout: string; stderr: string }) => failed);
    expect(stdout || stderr).toMatch(/^\{"green":true,.*"acknowledged":\{"total":\d{2,}/);
  });
});
