import { driverFailure } from '../database/constraint-errors';

const FRAMES = 8;

/** What of a failure may go to the log: messages and parameters of driver errors can carry narratives. */
export function failureFacts(error: unknown): Record<string, unknown> {
  const { code, constraint } = driverFailure(error);
  const isError = error instanceof Error;
  const frames = isError ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  return {
    name: isError ? error.name : typeof error,
    code,
    constraint,
    stack: frames.slice(0, FRAMES).map((line) => line.trim()),
  };
}
