import { isOpen, type OpeningWindow } from '../../periods/domain/opening-hours';
import type { Interval } from '../../shared/interval';
import { MINUTE_MS } from '../../shared/tokyo-time';
import { LIVE_CHANNELS, type SlotKey } from './demand-slot';
import { SLOT_MS, slotsWithin } from './half-hours';

/** A half hour in which a field is answered at least for a part. */
export interface OpenSlot extends SlotKey {
  /** Part of the half hour that is open, above 0. */
  readonly openShare: number;
}

/** Which fields a period answers when. */
export interface PeriodHours {
  readonly span: Interval;
  readonly windows: readonly OpeningWindow[];
  /** Field codes of the voice menu; empty: the line has none. */
  readonly menu: readonly string[];
}

type Place = Pick<SlotKey, 'channel' | 'fieldCode'>;

/** How closely a half hour is looked at that some window opens or closes in the middle of. */
const GRAIN_MS = 5 * MINUTE_MS;

/** All open half hours of the fields of a period, in order of time. */
export function openSlots(period: PeriodHours): OpenSlot[] {
  const places = placesOf(period);
  const grain = changesOnHalfHours(period) ? SLOT_MS : GRAIN_MS;
  return slotsWithin(period.span).flatMap((startsAt) =>
    places.flatMap((place) => {
      const openShare = shareOpen(period, { ...place, startsAt }, grain);
      return openShare > 0 ? [{ ...place, startsAt, openShare }] : [];
    }),
  );
}

/** The telephone has its menu; another channel is there if it has hours, with the fields that have hours of their own. */
function placesOf({ menu, windows }: PeriodHours): Place[] {
  return LIVE_CHANNELS.flatMap((channel): Place[] => {
    if (channel === 'phone') {
      return (menu.length > 0 ? menu : [null]).map((fieldCode) => ({ channel, fieldCode }));
    }
    const codes = windows.filter((window) => window.channel === channel).map(({ fieldCode }) => fieldCode);
    return [...new Set(codes)].map((fieldCode) => ({ channel, fieldCode }));
  });
}

function changesOnHalfHours({ span, windows }: PeriodHours): boolean {
  const edges = [span, ...windows.map(({ open }) => open)].flatMap(({ from, until }) => [from, until]);
  const daily = windows.flatMap((window) =>
    window.daily ? [window.daily.fromMinute, window.daily.untilMinute] : [],
  );
  return edges.every((at) => at.getTime() % SLOT_MS === 0) && daily.every((minute) => minute % 30 === 0);
}

function shareOpen({ span, windows }: PeriodHours, slot: SlotKey, grain: number): number {
  const moments = Array.from(
    { length: SLOT_MS / grain },
    (_, index) => new Date(slot.startsAt.getTime() + index * grain),
  );
  const open = moments.filter((at) => span.from <= at && at < span.until && isOpen(windows, span, slot, at));
  return open.length / moments.length;
}
