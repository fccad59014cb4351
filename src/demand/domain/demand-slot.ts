import type { ImpatientCallers } from './erlang-a';

/** Where somebody is waiting for an answer this minute; a mail waits until it is read, which no queue model describes. */
export const LIVE_CHANNELS = ['phone', 'chat', 'sns', 'metaverse'] as const;
export type LiveChannel = (typeof LIVE_CHANNELS)[number];

/** One field on one channel in one half hour. */
export interface SlotKey {
  readonly channel: LiveChannel;
  /** Null: callers who chose no field, as on a channel without a menu. */
  readonly fieldCode: string | null;
  /** Half hours of the clock; inside. */
  readonly startsAt: Date;
}

/** What is expected of it. Everything the answered-calls curve needs. */
export interface DemandSlot extends SlotKey {
  /** Callers who begin in this half hour, each counted once however often they redial. */
  readonly calls: number;
  readonly talkSeconds: number;
  readonly wrapUpSeconds: number;
  /** Mean time after which somebody gives up. */
  readonly patienceSeconds: number;
  /** Erlangs in this half hour, with conversations that began before it (modified offered load). */
  readonly offeredLoad: number;
}

export interface PlannedSlot extends DemandSlot {
  /** Fewest seats that reach the plan's answer rate and keep its occupancy cap. */
  readonly seats: number;
}

export function handlingSeconds(slot: Pick<DemandSlot, 'talkSeconds' | 'wrapUpSeconds'>): number {
  return slot.talkSeconds + slot.wrapUpSeconds;
}

export function callersOf(slot: DemandSlot): ImpatientCallers {
  return {
    load: slot.offeredLoad,
    handlingSeconds: handlingSeconds(slot),
    patienceSeconds: slot.patienceSeconds,
  };
}
