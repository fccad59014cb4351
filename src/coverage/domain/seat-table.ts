import type { LiveChannel, PlannedSlot } from '../../demand/domain/demand-slot';
import { SLOT_MS, slotsWithin } from '../../demand/domain/half-hours';
import { intersection, type Interval } from '../../shared/interval';

/** So many seats over a stretch of time. */
export interface SeatSpan extends Interval {
  readonly channel: LiveChannel;
  /** Null: whoever sits there takes calls of every field of the channel. */
  readonly fieldCode: string | null;
  readonly seats: number;
}

/** The seats of one channel in one half hour; a block that covers part of it counts with that part. */
export interface SlotSeats {
  readonly own: ReadonlyMap<string, number>;
  readonly shared: number;
}

export interface SeatTable {
  /** Seats for the fields that are open, by `slotGroup`. */
  readonly bySlot: ReadonlyMap<string, SlotSeats>;
  /** Seats × hours of all blocks within the half hours looked at. */
  readonly seatHours: number;
  /** Of these, where nothing is open for them: nobody can call. */
  readonly closedSeatHours: number;
}

export function slotGroup({ channel, startsAt }: Pick<PlannedSlot, 'channel' | 'startsAt'>): string {
  return `${channel}/${startsAt.getTime()}`;
}

interface SlotCount {
  readonly own: Map<string, number>;
  shared: number;
}

/**
 * Blocks and duties cut into half hours. A seat for a field the plan does not know serves the channel as a whole where the
 * channel has callers without a field; anywhere else it serves nobody.
 */
export function seatTable(slots: readonly PlannedSlot[], spans: readonly SeatSpan[]): SeatTable {
  const open = openFields(slots);
  const within = { from: slots[0]?.startsAt ?? new Date(0), until: endOf(slots) };
  const bySlot = new Map<string, SlotCount>();
  let [seatHours, closedSeatHours] = [0, 0];
  for (const span of spans) {
    const shown = intersection(span, within);
    if (!shown) continue;
    for (const startsAt of slotsWithin(shown)) {
      const seats = span.seats * shareWithin(shown, startsAt);
      const group = slotGroup({ channel: span.channel, startsAt });
      const serves = servedBy(span.fieldCode, open.get(group));
      seatHours += seats / 2;
      if (serves === 'nobody') closedSeatHours += seats / 2;
      else addSeats(bySlot, group, { fieldCode: serves === 'shared' ? null : span.fieldCode, seats });
    }
  }
  return { bySlot, seatHours, closedSeatHours };
}

function addSeats(
  bySlot: Map<string, SlotCount>,
  group: string,
  { fieldCode, seats }: { readonly fieldCode: string | null; readonly seats: number },
): void {
  const slot = bySlot.get(group) ?? { own: new Map<string, number>(), shared: 0 };
  bySlot.set(group, slot);
  if (fieldCode === null) slot.shared += seats;
  else slot.own.set(fieldCode, (slot.own.get(fieldCode) ?? 0) + seats);
}

function servedBy(
  fieldCode: string | null,
  open: ReadonlySet<string | null> | undefined,
): 'field' | 'shared' | 'nobody' {
  if (!open) return 'nobody';
  if (fieldCode === null) return 'shared';
  if (open.has(fieldCode)) return 'field';
  return open.has(null) ? 'shared' : 'nobody';
}

function openFields(slots: readonly PlannedSlot[]): Map<string, Set<string | null>> {
  const open = new Map<string, Set<string | null>>();
  for (const slot of slots) {
    const fields = open.get(slotGroup(slot)) ?? new Set();
    open.set(slotGroup(slot), fields.add(slot.fieldCode));
  }
  return open;
}

function shareWithin(span: Interval, startsAt: Date): number {
  const shown = intersection(span, { from: startsAt, until: new Date(startsAt.getTime() + SLOT_MS) });
  return shown ? (shown.until.getTime() - shown.from.getTime()) / SLOT_MS : 0;
}

function endOf(slots: readonly PlannedSlot[]): Date {
  return new Date((slots.at(-1)?.startsAt.getTime() ?? -SLOT_MS) + SLOT_MS);
}
