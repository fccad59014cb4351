import { Random, type Weights } from '../../seeds/demo/random';

type Fault = 'client' | 'server' | 'database' | 'backend' | 'everything';

export interface Kill {
  /** Milliseconds after the one before. */
  readonly after: number;
  readonly fault: Fault;
  /** Which browsers die, where browsers die. */
  readonly browsers: readonly number[];
  /** Waits for somebody to press "submit", and this many milliseconds more. */
  readonly aimed: number | null;
  /** Whether the next kill waits until everything is well again; else it may hit a recovery. */
  readonly patient: boolean;
  /** Chooses among what is only known then. */
  readonly draw: number;
}

const PER_MINUTE = 11;
const WEIGHTS: Weights<Fault> = { client: 35, server: 25, database: 20, backend: 15, everything: 5 };

/** The same seed kills the same things in the same order with the same pauses. */
export function killPlan(seed: number, kills: number, browsers: number, longestPause = 4_000): Kill[] {
  const random = Random.stream(seed, 'kills');
  return Array.from({ length: kills }, () => {
    const fault = random.weighted(WEIGHTS);
    const after = random.whole(300, longestPause);
    const some = random.shuffled([...Array(browsers).keys()]).slice(0, random.whole(1, 4));
    const [aimed, delay, patient, draw] = [
      random.chance(0.5),
      random.whole(0, 25),
      random.chance(0.7),
      random.whole(0, 999),
    ];
    const canAim = fault !== 'client' && aimed;
    return { after, fault, browsers: some, aimed: canAim ? delay : null, patient, draw };
  });
}

export function killsIn(minutes: number): number {
  return Math.ceil(minutes * PER_MINUTE);
}
