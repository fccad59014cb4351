import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A failure whose message is one sentence for the person at the terminal; needs no stack. */
export class ScriptFailure extends Error {}

export function isStartedDirectly(moduleUrl) {
  const started = process.argv[1];
  return started !== undefined && realpathSync(started) === realpathSync(fileURLToPath(moduleUrl));
}

/** Runs the main function of a script; a ScriptFailure is printed as it is and ends with exit code 1. */
export async function runScript(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof ScriptFailure ? error.message : error);
    process.exitCode = 1;
  }
}
