import { blockingUpTo } from './erlang';

/** Callers who arrive at random, keep a seat for `handlingSeconds` on average and give up after `patienceSeconds` on average. */
export interface ImpatientCallers {
  /** Offered load in erlangs: calls per second × handling seconds. */
  readonly load: number;
  readonly handlingSeconds: number;
  readonly patienceSeconds: number;
}

export interface QueueOutcome {
  /** Share of calls that find no free seat. */
  readonly waiting: number;
  /** Share of calls given up before an answer. */
  readonly abandoned: number;
  /** Over all calls, also those given up. */
  readonly meanWaitSeconds: number;
  /** Share of their time that seats are busy. */
  readonly occupancy: number;
  readonly answeredPerHour: number;
}

const NEGLIGIBLE = 1e-17;
/** Sums are scaled down before they leave the range of a double (long queues of patient callers). */
const TOO_LARGE = 1e200;
const SECONDS_PER_HOUR = 3_600;

/**
 * Erlang A (M/M/n+M): the chain of callers in the system, seen from the state in which all seats are busy and nobody waits.
 * Below it stands Erlang B, above it the products of λ/(nμ+jθ). Source: C. Palm 1946; Mandelbaum and Zeltyn, "Service
 * engineering in action: the Palm/Erlang-A queue", 2007.
 */
export function erlangA(callers: ImpatientCallers, seats: number): QueueOutcome {
  const blocked = callers.load > 0 ? (blockingUpTo(callers.load, seats)[seats] ?? 1) : 0;
  return outcome(callers, seats, blocked);
}

/** Share of calls answered with 0, 1, … `maxSeats` seats. */
export function answeredShares(callers: ImpatientCallers, maxSeats: number): number[] {
  if (callers.load <= 0) return Array.from({ length: maxSeats + 1 }, (_, seats) => (seats === 0 ? 0 : 1));
  return blockingUpTo(callers.load, maxSeats).map(
    (blocked, seats) => 1 - outcome(callers, seats, blocked).abandoned,
  );
}

function outcome(callers: ImpatientCallers, seats: number, blocked: number): QueueOutcome {
  const { load, handlingSeconds, patienceSeconds } = callers;
  const callsPerSecond = load / handlingSeconds;
  const perHour = callsPerSecond * SECONDS_PER_HOUR;
  if (load <= 0) return { waiting: 0, abandoned: 0, meanWaitSeconds: 0, occupancy: 0, answeredPerHour: 0 };
  if (seats === 0) {
    return {
      waiting: 1,
      abandoned: 1,
      meanWaitSeconds: patienceSeconds,
      occupancy: 0,
      answeredPerHour: 0,
    };
  }
  const queue = queueSums(callers, seats);
  const full = 1 / (queue.scale / blocked - queue.scale + queue.states);
  const meanWait = (full * queue.waiting) / callsPerSecond;
  const abandoned = Math.min(1, meanWait / patienceSeconds);
  return {
    waiting: full * queue.states,
    abandoned,
    meanWaitSeconds: meanWait,
    occupancy: (load * (1 - abandoned)) / seats,
    answeredPerHour: perHour * (1 - abandoned),
  };
}

interface QueueSums {
  /** Weight of the state "all seats busy, nobody waits"; 1 unless the sums had to be scaled down. */
  readonly scale: number;
  /** Weight of all states with all seats busy, in units of that state. */
  readonly states: number;
  /** The same, each times how many wait in it. */
  readonly waiting: number;
}

function queueSums({ load, handlingSeconds, patienceSeconds }: ImpatientCallers, seats: number): QueueSums {
  const givingUp = handlingSeconds / patienceSeconds;
  let [scale, weight, states, waiting] = [1, 1, 1, 0];
  for (let waiters = 1; ; waiters += 1) {
    const ratio = load / (seats + waiters * givingUp);
    weight *= ratio;
    states += weight;
    waiting += waiters * weight;
    if (ratio < 1 && weight * waiters < NEGLIGIBLE * (waiting + scale)) return { scale, states, waiting };
    if (weight > TOO_LARGE) {
      [scale, weight, states, waiting] = [scale, weight, states, waiting].map((sum) => sum / TOO_LARGE) as [
        number,
        number,
        number,
        number,
      ];
    }
  }
}
