import { HOUR_MS, MINUTE_MS } from '../../src/shared/tokyo-time';
import { deadline, type Urgency } from '../../src/referrals/domain/deadline';
import { checkOutcome, type ReferralOutcome } from '../../src/referrals/domain/outcomes';
import type { ReceiverKind } from '../../src/referrals/domain/receiver-kinds';
import {
  decideMove,
  type HandoverMethod,
  type ReferralMove,
  type ReferralStatus,
} from '../../src/referrals/domain/referral-moves';
import { isAskedForAnswer } from '../../src/referrals/domain/waiting';
import { Random } from './random';
import { rowId } from './row-ids';
import type { Course } from './sheet-content';
import type { Sheet } from './sheets';
import { WORRIES } from './sheet-topics';
import { receiversFor, STEP_NOTES } from './words/receivers';

interface ReferralEvent {
  readonly version: number;
  readonly move: ReferralMove | 'proposal';
  readonly fromStatus: ReferralStatus | null;
  readonly toStatus: ReferralStatus;
  readonly at: Date;
  readonly note: string | null;
}

/** A referral with every step it took so far. */
export interface DemoReferral {
  readonly id: string;
  readonly sheet: Sheet;
  readonly worryCategory: string;
  readonly receiverName: string;
  readonly receiverKind: ReceiverKind;
  readonly handoverMethod: HandoverMethod;
  readonly status: ReferralStatus;
  readonly outcome: ReferralOutcome | null;
  readonly events: readonly ReferralEvent[];
  readonly sentAt: Date | null;
  readonly respondBy: Date | null;
}

/** The steps of one course of events; a closure comes with its outcome. */
interface Path {
  readonly moves: readonly ReferralMove[];
  readonly outcome?: ReferralOutcome;
}

/** What became of it. Those without an outcome are still under way when the demo opens. */
const OFFERED: readonly Path[] = [
  { moves: [] },
  { moves: [] },
  { moves: ['closure'], outcome: 'refused_by_client' },
  { moves: ['closure'], outcome: 'unreachable' },
];

const ACCEPTED: Readonly<Record<HandoverMethod, readonly Path[]>> = {
  number_given: [
    { moves: ['consent'] },
    { moves: ['consent', 'closure'], outcome: 'unknown' },
    { moves: ['consent', 'closure'], outcome: 'unknown' },
    { moves: ['consent', 'dispatch', 'reception', 'closure'], outcome: 'connected' },
  ],
  call_transfer: [
    { moves: ['consent', 'dispatch', 'reception', 'closure'], outcome: 'connected' },
    { moves: ['consent', 'dispatch', 'reception'] },
    { moves: ['consent', 'dispatch', 'closure'], outcome: 'unreachable' },
  ],
  agency_contacted: [
    { moves: ['consent'] },
    { moves: ['consent', 'dispatch'] },
    { moves: ['consent', 'dispatch', 'acceptance'] },
    { moves: ['consent', 'dispatch', 'acceptance', 'appointment'] },
    { moves: ['consent', 'dispatch', 'refusal', 'closure'], outcome: 'not_eligible' },
    { moves: ['consent', 'dispatch', 'withdrawal', 'closure'], outcome: 'refused_by_client' },
    { moves: ['consent', 'dispatch', 'acceptance', 'reception', 'closure'], outcome: 'connected' },
    { moves: ['consent', 'dispatch', 'acceptance', 'reception', 'closure'], outcome: 'waiting' },
    { moves: ['consent', 'dispatch', 'closure'], outcome: 'unreachable' },
  ],
  accompanied: [
    { moves: ['consent', 'dispatch', 'acceptance', 'appointment', 'accompaniment'] },
    { moves: ['consent', 'dispatch', 'acceptance', 'appointment', 'accompaniment', 'reception'] },
    {
      moves: [
        'consent',
        'dispatch',
        'acceptance',
        'appointment',
        'meeting',
        'accompaniment',
        'reception',
        'closure',
      ],
      outcome: 'connected',
    },
  ],
};

/** Where the sheet says that the person was met, the referral says so too. */
const MET: readonly Path[] = [
  { moves: ['consent', 'dispatch', 'acceptance', 'appointment', 'meeting'] },
  { moves: ['consent', 'dispatch', 'acceptance', 'meeting', 'reception', 'closure'], outcome: 'connected' },
];

/** Offices are shut over New Year (domain rule 53). */
const OFFICES_REOPEN = new Date('2026-01-05T09:00:00+09:00');
const ON_THE_LINE: readonly string[] = ['proposal', 'consent'];
const NOTED = 0.6;

export function generateReferrals(seed: number, sheets: readonly Sheet[]): DemoReferral[] {
  const random = Random.stream(seed, 'referrals');
  return sheets.flatMap((sheet, index) => {
    const { course } = sheet;
    if (course === null || course.handover === null) return [];
    return [referralOf(random, sheet, { ...course, handover: course.handover }, index)];
  });
}

type ReferredCourse = Course & { readonly handover: HandoverMethod };

function referralOf(random: Random, sheet: Sheet, course: ReferredCourse, index: number): DemoReferral {
  const path = random.pick(pathsOf(course));
  const receiver = random.pick(receiversFor(course.mainField));
  const events = eventsOf(random, sheet.writtenAt, path, course.handover);
  const last = events.at(-1);
  const sentAt = events.find(({ move }) => move === 'dispatch')?.at ?? null;
  return {
    id: rowId(sheet.writtenAt, `referral/${index}`),
    sheet,
    worryCategory: WORRIES[course.mainField] ?? 'W12',
    receiverName: receiver.name,
    receiverKind: receiver.kind,
    handoverMethod: course.handover,
    status: last?.toStatus ?? 'proposed',
    outcome: path.outcome ?? null,
    events,
    sentAt,
    respondBy:
      sentAt === null || !isAskedForAnswer(course.handover) ? null : answerBy(course.urgency, sentAt),
  };
}

/** Receivers of the demo are in no directory, so their hours are those of an office. */
function answerBy(urgency: Urgency, sentAt: Date): Date {
  return deadline(urgency, sentAt, { hours: null, holidays: new Set() });
}

function pathsOf({ tsunagi, handover, interviewed }: ReferredCourse): readonly Path[] {
  if (tsunagi === 'offered') return OFFERED;
  return interviewed && handover === 'agency_contacted' ? MET : ACCEPTED[handover];
}

/** Every step is put to the rule that the application itself asks; an impossible demo does not load. */
function eventsOf(random: Random, proposedAt: Date, path: Path, method: HandoverMethod): ReferralEvent[] {
  const events = [
    eventOf(random, { version: 1, move: 'proposal', from: null, to: 'proposed', at: proposedAt }),
  ];
  let status: ReferralStatus = 'proposed';
  let at = proposedAt;
  for (const move of path.moves) {
    const decision = decideMove(status, move, ['referrals'], method);
    if (!decision.allowed) throw new Error(`no ${move} from ${status}`);
    if (move === 'closure' && checkOutcome(status, path.outcome).length > 0) {
      throw new Error(`${path.outcome ?? 'nothing'} is no outcome of ${status}`);
    }
    at = nextStep(random, at, move);
    events.push(eventOf(random, { version: events.length + 1, move, from: status, to: decision.to, at }));
    status = decision.to;
  }
  return events;
}

interface Step {
  readonly version: number;
  readonly move: ReferralEvent['move'];
  readonly from: ReferralStatus | null;
  readonly to: ReferralStatus;
  readonly at: Date;
}

function eventOf(random: Random, { version, move, from, to, at }: Step): ReferralEvent {
  const notes = STEP_NOTES[move];
  const note = notes && random.chance(NOTED) ? random.pick(notes) : null;
  return { version, move, fromStatus: from, toStatus: to, at, note };
}

function nextStep(random: Random, before: Date, move: ReferralMove): Date {
  if (ON_THE_LINE.includes(move)) return new Date(before.getTime() + random.whole(1, 9) * MINUTE_MS);
  const earliest = before < OFFICES_REOPEN ? OFFICES_REOPEN : before;
  const days = random.whole(0, 4);
  return new Date(earliest.getTime() + days * 24 * HOUR_MS + random.whole(10, 420) * MINUTE_MS);
}
