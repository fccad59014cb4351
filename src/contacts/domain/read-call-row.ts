import { isOpen, type OpeningWindow } from '../../periods/domain/opening-hours';
import type { Interval } from '../../shared/interval';
import type { Call } from './call';
import type { CallCodes } from './call-codes';
import { type CallCells, type CallFault, callFault } from './call-row';
import { classifyCall, type IsOpenAt } from './classify-call';
import { HIDDEN } from './hide-caller';
import { normaliseCaller } from './normalise-caller';
import { stampsReader } from './read-call-stamps';
import { stampReader } from './read-stamp';
import { wordReaders } from './read-call-words';

/** What a file is read against. */
export interface CallContext {
  readonly period: Interval;
  readonly windows: readonly OpeningWindow[];
  readonly codes: CallCodes;
  /** Reader of the file's own spelling of instants; without one, of ours. */
  readonly stamp?: (text: string) => number;
}

/** A call, or everything that is wrong with its row. */
export type CallReading =
  | { readonly call: Call; readonly faults: null }
  | { readonly call: null; readonly faults: readonly CallFault[] };

const LONGEST_CARRIER_NO = 64;
const CONTROL = /\p{Cc}/u;

/** Makes the reader of one file. It remembers what recurs from row to row, so it belongs to that file alone. */
export function callRowReader(context: CallContext): (row: CallCells) => CallReading {
  const readStamps = stampsReader(context.period, context.stamp ?? stampReader());
  const words = wordReaders(context.codes);
  const isOpenAt = openingHours(context);
  return (row) => {
    const faults: CallFault[] = [];
    const carrierNo = readCarrierNo(row, faults);
    const leg = words.leg(row, faults);
    const channel = words.channel(row, faults);
    const stamps = readStamps(row, faults);
    const digit = words.digit(row, faults);
    const organisationId = words.organisationId(row, faults);
    const given = words.result(row, faults);
    const origin = words.origin(row, faults);
    const endedBy = words.endedBy(row, faults);
    if (faults.length > 0) return { call: null, faults };
    // A key that the menu does not have leads to no field; it is kept as it was pressed.
    const fieldCode = digit === null ? null : (context.codes.fieldsByDigit.get(digit) ?? null);
    const { dialledAt, queuedAt, answeredAt, endedAt } = stamps;
    const progress = { channel, dialledAt, queuedAt, answeredAt, fieldCode };
    const result = classifyCall(progress, given, isOpenAt);
    if (result === null) return { call: null, faults: [CONTRADICTION] };
    const callerNumber = normaliseCaller(row.cell('callerNumber'));
    // Written out: spreading costs more than everything else that is done for a row.
    const call: Call = {
      carrierNo,
      leg,
      channel,
      dialledAt,
      queuedAt,
      answeredAt,
      endedAt,
      digit,
      fieldCode,
      organisationId,
      result,
      origin,
      endedBy,
      callerNumber,
    };
    return { call, faults: null };
  };
}

const CONTRADICTION = callFault('result', 'result_contradiction', '結果と日時が矛盾しています。');

/** In a row that was out of step, the call's own number may have been hidden as if it were the caller's. */
const HIDDEN_ASCII = HIDDEN.normalize('NFKC');
const STILL_HIDDEN = callFault(
  'carrierNo',
  'hidden',
  '呼番号が伏せられたままです。元の番号を入れてください。',
);

function readCarrierNo(row: CallCells, faults: CallFault[]): string {
  const text = row.cell('carrierNo').trim();
  if (text === '') faults.push(callFault('carrierNo', 'required', '呼番号がありません。'));
  else if (text === HIDDEN || text === HIDDEN_ASCII) faults.push(STILL_HIDDEN);
  else if (text.length > LONGEST_CARRIER_NO || CONTROL.test(text)) {
    faults.push(
      callFault('carrierNo', 'carrier_no', `呼番号は${LONGEST_CARRIER_NO}文字以内にしてください。`),
    );
  }
  return text;
}

/** Windows are sorted by channel once, not for every call. */
function openingHours({ windows, period }: CallContext): IsOpenAt {
  const byChannel = new Map<string, readonly OpeningWindow[]>();
  for (const { channel } of windows) {
    byChannel.set(
      channel,
      windows.filter((window) => window.channel === channel),
    );
  }
  return (channel, fieldCode, at) =>
    isOpen(byChannel.get(channel) ?? [], period, { channel, fieldCode }, new Date(at));
}
