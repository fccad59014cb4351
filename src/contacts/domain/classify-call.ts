import type { CallProgress, CallResult } from './call';

/** Was this place answered at this instant? */
export type IsOpenAt = (channel: string, fieldCode: string | null, at: number) => boolean;

/**
 * What became of a call: an answer counts as one; an unanswered call to a closed field is out of hours and not abandoned
 * (domain rule 12); before the menu choice it was given up in the menu (rule 17), after it in the queue. What the carrier's
 * file says itself goes before, but for hours, which the carrier does not know. Null: file and times contradict each other.
 */
export function classifyCall(
  call: CallProgress,
  said: CallResult | null,
  isOpenAt: IsOpenAt,
): CallResult | null {
  const isMail = call.channel === 'mail';
  // Mail systems mark so what comes at night: that says when it came, not what became of it.
  const given = isMail && said === 'out_of_hours' ? null : said;
  const saysAnswered = given === 'answered' || given === 'transferred';
  if (call.answeredAt !== null) return given === null ? 'answered' : saysAnswered ? given : null;
  if (saysAnswered || (given === 'abandoned_ivr' && call.queuedAt !== null)) return null;
  // A mail is neither given up nor turned away: it is replied to or not yet (rule 13).
  if (isMail) return given === null || given === 'unreplied' ? 'unreplied' : null;
  if (given === 'unreplied') return null;
  if (given === 'busy' || given === 'out_of_hours') return given;
  if (!isOpenAt(call.channel, call.fieldCode, call.dialledAt)) return 'out_of_hours';
  return given ?? (passedMenu(call) ? 'abandoned_queue' : 'abandoned_ivr');
}

/** Only the telephone has a menu: a chat waits from its first moment. */
function passedMenu(call: CallProgress): boolean {
  return call.queuedAt !== null || call.fieldCode !== null || call.channel !== 'phone';
}
