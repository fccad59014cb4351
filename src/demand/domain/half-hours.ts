import type { Interval } from '../../shared/interval';
import { MINUTE_MS } from '../../shared/tokyo-time';

export const SLOT_MS = 30 * MINUTE_MS;

/** The half hour an instant lies in. Japan's offset is whole hours, so the clock's half hours are those of UTC. */
function slotStart(at: Date): Date {
  return new Date(Math.floor(at.getTime() / SLOT_MS) * SLOT_MS);
}

/** The half hours that touch a stretch of time, in order. */
export function slotsWithin({ from, until }: Interval): Date[] {
  const first = slotStart(from).getTime();
  const count = Math.max(0, Math.ceil((until.getTime() - first) / SLOT_MS));
  return Array.from({ length: count }, (_, index) => new Date(first + index * SLOT_MS));
}
