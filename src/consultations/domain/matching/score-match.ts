import { MINUTE_MS } from '../../../shared/tokyo-time';

/** An answered call without a sheet. */
export interface FreeCall {
  readonly id: string;
  readonly channel: string;
  /** What the caller chose in the menu; null: nothing, or a channel without a menu. */
  readonly fieldCode: string | null;
  readonly answeredAt: Date;
  readonly talkSeconds: number | null;
}

/** A sheet without a call. */
export interface FreeSheet {
  readonly id: string;
  readonly channel: string;
  readonly startedAt: Date;
  readonly talkSeconds: number | null;
  readonly counsellorId: string | null;
}

/** Somebody at a desk; a desk without a field takes every field. */
export interface Duty {
  readonly personId: string;
  readonly channel: string;
  readonly fieldCode: string | null;
  readonly from: Date;
  readonly until: Date;
}

/** Sheets carry times written down from memory; further away than this it is another call. */
export const WINDOW_MS = 30 * MINUTE_MS;

const TIME_POINTS = 50;
const DESK_POINTS = 25;
const TALK_POINTS = 25;
/** Nothing known speaks neither for nor against. */
const DESK_UNKNOWN = 12;
const OTHER_DESK = 10;
const TALK_UNKNOWN = 10;
/** Shorter talks than this are not told apart by the share they differ by. */
const SHORT_TALK_SECONDS = 240;

/**
 * How well a call of one organisation fits a sheet of it, 0–100: half by time, a quarter by who sat at which desk then, a
 * quarter by the length of the talk. Null: they cannot belong together. `onDuty`: see `wasOnDuty`.
 */
export function scoreMatch(call: FreeCall, sheet: FreeSheet, onDuty: readonly Duty[]): number | null {
  const apart = Math.abs(call.answeredAt.getTime() - sheet.startedAt.getTime());
  if (call.channel !== sheet.channel || apart > WINDOW_MS) return null;
  const time = TIME_POINTS * (1 - apart / WINDOW_MS);
  return Math.round(time + deskPoints(call, sheet, onDuty) + talkPoints(call.talkSeconds, sheet.talkSeconds));
}

/** Did this person sit at a desk of the call's channel when it was answered? */
export function wasOnDuty({ channel, from, until }: Duty, call: FreeCall): boolean {
  return channel === call.channel && from <= call.answeredAt && call.answeredAt < until;
}

function deskPoints(call: FreeCall, { counsellorId }: FreeSheet, onDuty: readonly Duty[]): number {
  if (counsellorId === null || onDuty.length === 0) return DESK_UNKNOWN;
  const desks = onDuty.filter(({ personId }) => personId === counsellorId);
  if (desks.some((desk) => takesField(desk, call.fieldCode))) return DESK_POINTS;
  return desks.length > 0 ? OTHER_DESK : 0;
}

function takesField(desk: Duty, fieldCode: string | null): boolean {
  return desk.fieldCode === null || fieldCode === null || desk.fieldCode === fieldCode;
}

function talkPoints(call: number | null, sheet: number | null): number {
  if (call === null || sheet === null) return TALK_UNKNOWN;
  const scale = Math.max(SHORT_TALK_SECONDS, call, sheet) / 2;
  return TALK_POINTS * (1 - Math.min(1, Math.abs(call - sheet) / scale));
}
