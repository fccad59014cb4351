import type { RosterProblem } from '../../optimiser/problem';
import { startBuild } from '../../optimiser/start-build';
import { EngineProcess } from './engine-process';

jest.mock('../../optimiser/start-build');
const start = jest.mocked(startBuild);

const problem: RosterProblem = {
  dayStarts: [0, 1440],
  fields: [],
  organisations: [],
  shifts: [],
  persons: [],
  demand: [],
  needs: [],
  prices: { wish: { want: 0, can: 0, reluctant: 0 }, yen: 0 },
};

describe('EngineProcess', () => {
  const build = (signal: AbortSignal) =>
    new EngineProcess().build(problem, { seconds: 1, seed: 1, proposals: [] }, signal, () => undefined);

  it.each([
    ['the building process ended without a roster (SIGABRT)', 'build_out_of_memory'],
    ['the building process ended without a roster (code 1)', 'build_failed'],
    ['no roster keeps the hard rules, or none was found in time', 'build_failed'],
  ])('says what happened: %s', async (message, code) => {
    start.mockReturnValue({ result: Promise.reject(new Error(message)), cancel: jest.fn() });
    await expect(build(new AbortController().signal)).rejects.toMatchObject({ code });
  });

  it.each([
    ['steps', { steps: 10_000 }],
    ['seconds', {}],
  ])('ends a build limited by %s when nobody waits any longer', async (_, effort) => {
    jest.useFakeTimers();
    const cancel = jest.fn();
    start.mockReturnValue({ result: new Promise<never>(() => undefined), cancel });
    const options = { seconds: 600, seed: 1, proposals: [], ...effort };
    void new EngineProcess().build(problem, options, new AbortController().signal, () => undefined);
    jest.advanceTimersByTime(600_000);
    expect(cancel).not.toHaveBeenCalled();
    jest.advanceTimersByTime(60_000);
    expect(cancel).toHaveBeenCalledTimes(1);
    jest.useRealTimers();
  });

  it('ends the process of a build that was cancelled', async () => {
    const cancel = jest.fn();
    const result = new Promise<never>((_resolve, reject) =>
      cancel.mockImplementation(() => reject(new Error('ended'))),
    );
    start.mockReturnValue({ result, cancel });
    const cancellation = new AbortController();
    const answer = build(cancellation.signal);
    cancellation.abort();
    expect(cancel).toHaveBeenCalledTimes(1);
    await expect(answer).rejects.toThrow('ended');
  });
});
