import type { LiveChannel, SlotKey } from './demand-slot';
import type { OpenSlot } from './open-slots';

/** Calls of one field in one half hour of an earlier period, as the carrier's file has them. */
export interface HistoryCell extends SlotKey {
  /** All that reached the queue or found it full, each attempt and each leg. */
  readonly calls: number;
  readonly answered: number;
  readonly talkSeconds: number;
  /** Given up in the queue. */
  readonly abandoned: number;
  readonly busy: number;
  /** Waiting of the answered and of those who gave up, together. */
  readonly waitSeconds: number;
}

/** Lost callers with a hash, and how many of them dialled again soon. */
export interface RedialCount {
  readonly lost: number;
  readonly again: number;
}

/** From the end of a conversation to the first filing of its sheet. */
export interface WrapUpSample {
  readonly channel: LiveChannel;
  readonly sheets: number;
  readonly medianSeconds: number;
}

/** What the chosen earlier periods know. */
export interface CallHistory {
  readonly cells: readonly HistoryCell[];
  /** Open half hours of these periods: one without calls tells something too. */
  readonly open: readonly OpenSlot[];
  readonly redials: RedialCount;
  readonly wrapUps: readonly WrapUpSample[];
}

export const NO_HISTORY: CallHistory = { cells: [], open: [], redials: { lost: 0, again: 0 }, wrapUps: [] };

export function slotName({ channel, fieldCode, startsAt }: SlotKey): string {
  return `${channel}/${fieldCode ?? ''}/${startsAt.getTime()}`;
}
