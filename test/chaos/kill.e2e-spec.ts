import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const CHAOS = resolve(__dirname, '../../scripts/chaos.mjs');

jest.setTimeout(300_000);

describe('kill -9 in the middle of writing', () => {
  it('loses nothing that was acknowledged, files no sheet twice, and comes back by itself', async () => {
    const size = ['--kills', '10', '--pause', '1200', '--writers', '12'];
    const run = promisify(execFile)(process.execPath, [CHAOS, ...size]);
    // The line of figures names the seed and what was broken.
    const { stdout, stderr } = await run.catch((failed: { stdout: string; stderr: string }) => failed);
    expect(stdout || stderr).toMatch(/^\{"green":true,.*"acknowledged":\{"total":\d{2,}/);
  });
});
