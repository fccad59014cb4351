import type { Interval } from '../../../src/shared/interval';
import { HOUR_MS, tokyoDay } from '../../../src/shared/tokyo-time';
import { SET_UP_AT } from '../demo-ids';
import { rowId } from '../row-ids';

const DAY_MS = 24 * HOUR_MS;
const NOTICE_MS = 14 * DAY_MS;
const PLANNED_BEFORE_MS = 35 * DAY_MS;
const WISHES_BEFORE_MS = 20 * DAY_MS;
const FILL_BEFORE_MS = 7 * DAY_MS;

export const PLANNED_PERIOD_ID = rowId(SET_UP_AT, 'period/planned');

/** When what happens on the way to a run that is still ahead; nothing of it lies in the future but the deadline. */
export interface PlannedPeriod extends Interval {
  readonly label: string;
  readonly note: string;
  readonly plannedAt: Date;
  readonly wishesAt: Date;
  readonly fillBy: Date;
}

/** Seven days over the coming New Year, with at least two weeks left to plan it. */
export function plannedPeriod(now: Date): PlannedPeriod {
  const year = Number(tokyoDay(now).slice(0, 4));
  const openings = [year, year + 1].map((each) => new Date(`${each}-12-28T10:00:00+09:00`));
  const from = openings.find((each) => each.getTime() - NOTICE_MS >= now.getTime());
  if (!from) throw new RangeError('one of two New Years is more than two weeks ahead');
  const before = (milliseconds: number): Date =>
    new Date(Math.min(now.getTime(), from.getTime() - milliseconds));
  const first = from.getUTCFullYear();
  return {
    label: `計画中の期（${first}-${String(first + 1).slice(2)} 年末年始・架空）`,
    note: 'これから始まる期です。枠を割り当て、希望を集め、シフト表を作るところから試せます。',
    from,
    until: new Date(from.getTime() + 7 * DAY_MS),
    plannedAt: before(PLANNED_BEFORE_MS),
    wishesAt: before(WISHES_BEFORE_MS),
    fillBy: new Date(from.getTime() - FILL_BEFORE_MS),
  };
}
