import type { Interval } from '../../shared/interval';
import { HOUR_MS, startOfTokyoDay, tokyoDay } from '../../shared/tokyo-time';

const HALF_A_DAY = 12 * HOUR_MS;

/** The night an instant belongs to, from noon to noon in Asia/Tokyo: "tonight" does not end at midnight. */
export function nightOf(at: Date): Interval {
  const noonBefore = startOfTokyoDay(tokyoDay(new Date(at.getTime() - HALF_A_DAY))).getTime() + HALF_A_DAY;
  return { from: new Date(noonBefore), until: new Date(noonBefore + 2 * HALF_A_DAY) };
}
