import { spawn } from 'node:child_process';

/** Runs a command and keeps its output for the case that it fails. */
export function runQuietly(command, args, options) {
  return new Promise((done, fail) => {
    const output = [];
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    // One that outlived us would collide with the one the next start begins.
    const endWithUs = () => child.kill('SIGKILL');
    process.once('exit', endWithUs);
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.once('error', fail);
    child.once('close', (code) => {
      process.off('exit', endWithUs);
      done({ ok: code === 0, output: Buffer.concat(output).toString() });
    });
  });
}
