import type { Answers } from '../../src/forms/domain/form-definition';
import { HOUR_MS, MINUTE_MS } from '../../src/shared/tokyo-time';
import { type Caller, newCaller } from './callers';
import type { Leg } from './call-centre';
import type { Disposition } from './conversations';
import { writeNoConversation, writeResponseNote, writeSummary } from './narratives';
import { Random } from './random';
import type { Duty } from './roster';
import { type Course, courseAnswers, drawCourse } from './sheet-content';
import { personAnswers } from './sheet-person';

/** A record sheet as its counsellor filed it. */
export interface Sheet {
  /** Null: no call row (called back from another line). */
  readonly leg: Leg | null;
  readonly duty: Duty;
  readonly caller: Caller;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly writtenAt: Date;
  readonly answers: Answers;
  readonly course: Course | null;
}

/** How many answered calls get a sheet: every real talk should, a silent call seldom does (domain rule 15). */
const WRITTEN_UP: Readonly<Record<Disposition, number>> = {
  talk: 0.79,
  silent: 0.3,
  short: 0.4,
  prank: 0.55,
  wrong: 0.25,
  dropped: 0.8,
};
/** The first body of a transferred call mostly leaves the sheet to the second. */
const BOTH_BODIES_WRITE = 0.25;
const CALLS_BACK = 0.75;
const END_NOTED = 0.8;

export function generateSheets(seed: number, legs: readonly Leg[], duties: readonly Duty[]): Sheet[] {
  const random = Random.stream(seed, 'sheets');
  const spokenTo = new Set<number>();
  const ofCalls = legs.flatMap((leg) => sheetOfLeg(random, leg, spokenTo));
  return [...ofCalls, ...callBackSheets(seed, duties)].toSorted(
    (a, b) => a.startedAt.getTime() - b.startedAt.getTime(),
  );
}

function sheetOfLeg(random: Random, leg: Leg, spokenTo: Set<number>): Sheet[] {
  const { duty, answeredAt, disposition, arrival } = leg;
  if (duty === null || answeredAt === null || disposition === null) return [];
  const { caller, channel } = arrival;
  const calledBefore = spokenTo.has(caller.number);
  spokenTo.add(caller.number);
  const share = leg.result === 'transferred' ? BOTH_BODIES_WRITE : WRITTEN_UP[disposition];
  if (!random.chance(share)) return [];
  const startedAt = new Date(answeredAt);
  const endedAt = new Date(leg.endedAt);
  const frame = { leg, duty, caller, startedAt, endedAt, writtenAt: writtenAfter(random, endedAt) };
  return [
    disposition === 'talk'
      ? { ...frame, ...talkOf(random, caller, { at: startedAt, channel }, calledBefore) }
      : { ...frame, answers: noTalkAnswers(random, disposition, channel), course: null },
  ];
}

function talkOf(
  random: Random,
  caller: Caller,
  { at, channel }: { readonly at: Date; readonly channel: 'phone' | 'chat' },
  calledBefore: boolean,
): Pick<Sheet, 'answers' | 'course'> {
  const course = drawCourse(random, caller.trouble);
  const answers: Answers = {
    contact_result: 'talk',
    ...personAnswers(random, caller, calledBefore),
    ...courseAnswers(random, caller, course),
    summary: writeSummary(random, { caller, course, at, channel }),
    response_note: writeResponseNote(random, course),
  };
  return { answers, course };
}

function noTalkAnswers(random: Random, disposition: Disposition, channel: 'phone' | 'chat'): Answers {
  const voiceless = disposition === 'silent' || channel === 'chat';
  return {
    contact_result: disposition,
    caller_relation: 'unknown',
    gender: voiceless ? 'unknown' : random.weighted({ female: 40, male: 40, unknown: 20 }),
    age_band: 'unknown',
    prefecture: 'unknown',
    contact_history: 'unknown',
    fields: ['unknown'],
    main_field: 'unknown',
    suicide_risk: 'unknown',
    urgency: 'normal',
    summary: writeNoConversation(random, disposition, channel),
  };
}

/** Advisers and coordinators call people back from lines whose log nobody has. */
function callBackSheets(seed: number, duties: readonly Duty[]): Sheet[] {
  const random = Random.stream(seed, 'call-backs');
  const offTheQueue = duties.filter(({ desk }) => desk.role === 'adviser' || desk.role === 'coordinator');
  let number = 1_000_000;
  return offTheQueue.flatMap((duty) =>
    [1, 2, 3].flatMap((hour) => {
      if (!random.chance(CALLS_BACK)) return [];
      number += 1;
      const [field] = duty.desk.serves;
      const caller = newCaller(random, number, field ?? 'other');
      const startedAt = new Date(duty.from.getTime() + hour * HOUR_MS + random.whole(0, 14) * MINUTE_MS);
      const finishedAt = new Date(startedAt.getTime() + random.whole(8, 40) * MINUTE_MS);
      return [
        {
          leg: null,
          duty,
          caller,
          startedAt,
          endedAt: random.chance(END_NOTED) ? finishedAt : null,
          writtenAt: writtenAfter(random, finishedAt),
          ...talkOf(random, caller, { at: startedAt, channel: 'phone' }, true),
        },
      ];
    }),
  );
}

/** Most sheets are written straight after the call, some at the end of a busy night (domain rule 6). */
function writtenAfter(random: Random, endedAt: Date): Date {
  const minutes = random.chance(0.9) ? random.whole(2, 25) : random.whole(90, 900);
  return new Date(endedAt.getTime() + minutes * MINUTE_MS);
}
