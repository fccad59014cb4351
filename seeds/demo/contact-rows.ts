import { formatTokyo } from '../../src/shared/tokyo-time';
import type { Leg } from './call-centre';
import { MENU } from './demo-period';
import { organisationId } from './people';
import { rowId } from './row-ids';
import type { ContactRow } from './rows';

/** The header of the carrier's file is its first row. */
const FIRST_DATA_ROW = 2;

export function contactId(leg: Leg): string {
  return rowId(new Date(leg.dialledAt), `contact/${leg.call}/${leg.leg}`);
}

/** Legs as the carrier's file has them, numbered in order of time. */
export function contactRows(legs: readonly Leg[]): ContactRow[] {
  const numbers = new Map<number, string>();
  return legs.map((leg, index) => {
    const number = numbers.get(leg.call) ?? `D25-${String(numbers.size + 1).padStart(6, '0')}`;
    numbers.set(leg.call, number);
    return {
      id: contactId(leg),
      organisation_id: leg.duty && organisationId(leg.duty.desk.organisation),
      channel: leg.arrival.channel,
      carrier_no: number,
      leg: leg.leg,
      dialled_at: instant(leg.dialledAt),
      queued_at: leg.queuedAt === null ? null : instant(leg.queuedAt),
      answered_at: leg.answeredAt === null ? null : instant(leg.answeredAt),
      ended_at: instant(leg.endedAt),
      digit: pressedDigit(leg),
      field_code: leg.field,
      result: leg.result,
      origin: leg.arrival.channel === 'phone' ? leg.arrival.caller.origin : 'unknown',
      caller_hash: leg.arrival.caller.hash && `\\x${leg.arrival.caller.hash}`,
      source_row: index + FIRST_DATA_ROW,
    };
  });
}

/** Nobody presses anything in a chat, nor when put through to another body. */
function pressedDigit({ arrival, leg, field }: Leg): string | null {
  if (arrival.channel === 'chat' || leg === 2) return null;
  return MENU.find((item) => item.field === field)?.digit ?? null;
}

function instant(time: number): string {
  return formatTokyo(new Date(time));
}
