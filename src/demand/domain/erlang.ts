/**
 * Erlang B and C: `load` is offered load in erlangs (calls per second × seconds each keeps a seat), `seats` a whole number.
 * Source: A. K. Erlang 1917; formulas as in R. B. Cooper, Introduction to Queueing Theory, 2nd ed. 1981, ch. 3.
 */

/** Share of calls that find every seat taken and are lost at once. By recursion, since factorials overflow at 171 seats. */
export function erlangB(load: number, seats: number): number {
  return blockingUpTo(load, seats)[seats] ?? 1;
}

/** Erlang B for 0, 1, … `seats` seats. */
export function blockingUpTo(load: number, seats: number): number[] {
  const blocked = [1];
  for (let n = 1; n <= seats; n += 1) {
    const carriedOver = load * (blocked[n - 1] ?? 1);
    blocked.push(carriedOver / (n + carriedOver));
  }
  return blocked;
}

/** A queue of endlessly patient callers; the load stands against the seats in erlangs. */
export interface PatientQueue {
  readonly load: number;
  readonly handlingSeconds: number;
  readonly seats: number;
}

/** Share of calls that wait at all; 1 where the load reaches the seats and the queue grows without end. */
export function erlangC({ load, seats }: Pick<PatientQueue, 'load' | 'seats'>): number {
  if (load >= seats) return 1;
  const blocked = erlangB(load, seats);
  return blocked / (1 - (load / seats) * (1 - blocked));
}

/** Share of calls answered within so many seconds of waiting. */
export function serviceLevel(queue: PatientQueue, withinSeconds: number): number {
  const { load, handlingSeconds, seats } = queue;
  if (load >= seats) return 0;
  return 1 - erlangC(queue) * Math.exp((-(seats - load) * withinSeconds) / handlingSeconds);
}

/** Seconds a call waits on average; without end where the load reaches the seats. */
export function meanWaitSeconds(queue: PatientQueue): number {
  const { load, handlingSeconds, seats } = queue;
  return load >= seats ? Infinity : (erlangC(queue) * handlingSeconds) / (seats - load);
}

/** Share of their time that seats are busy. */
export function patientOccupancy({ load, seats }: Pick<PatientQueue, 'load' | 'seats'>): number {
  return seats === 0 ? 0 : Math.min(1, load / seats);
}
