import { tokyoHour } from '../../shared/tokyo-time';
import { DAY_KINDS, type DayKind, dayKind } from './day-kind';
import { LIVE_CHANNELS, type LiveChannel } from './demand-slot';
import type { OpenSlot } from './open-slots';

/** What is taken to be true where no data speak. Saved with every plan as it was used. */
export interface DemandAssumptions {
  /** Callers who begin per hour on an ordinary day, all fields of the channel together. */
  readonly callsPerHour: Readonly<Record<LiveChannel, number>>;
  /** Share of the channel's calls by field; fields without one divide what is left. */
  readonly fieldShares: Readonly<Record<string, number>>;
  /** Calls of each clock hour from 00 relative to the others. */
  readonly hourProfile: readonly number[];
  /** Calls of each kind of day, relative to a weekday. */
  readonly dayProfile: Readonly<Record<DayKind, number>>;
  readonly talkSeconds: number;
  readonly wrapUpSeconds: number;
  readonly patienceSeconds: number;
  /** Share of lost callers who dial again; used where callers' hashes do not tell. */
  readonly redialShare: number;
}

/**
 * The first period's starting point. About 26,000 attempts in the seven days of the year-end run of 2022/23 (a Cabinet
 * Secretariat adviser, Nagasaki Broadcasting, 2023-12-17; rounded) are 155 an hour, each taken as a caller of its own. How long
 * conversations, sheets and patience last has not been published: these are stated guesses, to be replaced by the first data.
 */
export const STANDARD_ASSUMPTIONS: DemandAssumptions = {
  callsPerHour: { phone: 155, chat: 10, sns: 10, metaverse: 2 },
  fieldShares: {},
  hourProfile: [
    1.2, 1, 0.8, 0.6, 0.5, 0.55, 0.6, 0.7, 0.8, 0.9, 0.95, 1, 1, 1, 1, 1, 1.05, 1.1, 1.2, 1.3, 1.4, 1.5, 1.5,
    1.35,
  ],
  dayProfile: { eve: 1.35, new_year: 1.35, second: 1.2, third: 1.1, weekend: 1, weekday: 1 },
  talkSeconds: 1_320,
  wrapUpSeconds: 300,
  patienceSeconds: 180,
  redialShare: 0,
};

/** What somebody gave, over the standard set. */
export type GivenAssumptions = Partial<
  Omit<DemandAssumptions, 'callsPerHour' | 'dayProfile'> & {
    readonly callsPerHour: Partial<DemandAssumptions['callsPerHour']>;
    readonly dayProfile: Partial<DemandAssumptions['dayProfile']>;
  }
>;

export function completeAssumptions(given: GivenAssumptions): DemandAssumptions {
  const standard = STANDARD_ASSUMPTIONS;
  return {
    callsPerHour: mergeKnown(LIVE_CHANNELS, standard.callsPerHour, given.callsPerHour),
    fieldShares: given.fieldShares ?? standard.fieldShares,
    hourProfile: given.hourProfile ?? standard.hourProfile,
    dayProfile: mergeKnown(DAY_KINDS, standard.dayProfile, given.dayProfile),
    talkSeconds: given.talkSeconds ?? standard.talkSeconds,
    wrapUpSeconds: given.wrapUpSeconds ?? standard.wrapUpSeconds,
    patienceSeconds: given.patienceSeconds ?? standard.patienceSeconds,
    redialShare: given.redialShare ?? standard.redialShare,
  };
}

/** Calls of one open half hour by assumption alone. `fields` are those of the channel, of which each has a share. */
export function assumedCalls(
  assumptions: DemandAssumptions,
  slot: OpenSlot,
  fields: readonly (string | null)[],
): number {
  const { callsPerHour, hourProfile, dayProfile } = assumptions;
  const mean = hourProfile.reduce((sum, weight) => sum + weight, 0) / hourProfile.length;
  const hour = mean > 0 ? (hourProfile[tokyoHour(slot.startsAt)] ?? 0) / mean : 1;
  const share = fieldShare(assumptions.fieldShares, slot.fieldCode, fields);
  return (
    (callsPerHour[slot.channel] / 2) * share * hour * dayProfile[dayKind(slot.startsAt)] * slot.openShare
  );
}

function fieldShare(
  shares: Readonly<Record<string, number>>,
  field: string | null,
  fields: readonly (string | null)[],
): number {
  const own = field === null ? undefined : shares[field];
  if (own !== undefined) return own;
  const given = fields.map((code) => (code === null ? undefined : shares[code]));
  const left = Math.max(0, 1 - given.reduce<number>((sum, share) => sum + (share ?? 0), 0));
  return left / given.filter((share) => share === undefined).length;
}

function mergeKnown<Key extends string>(
  keys: readonly Key[],
  standard: Readonly<Record<Key, number>>,
  given: Partial<Record<Key, number>> = {},
): Record<Key, number> {
  return Object.fromEntries(keys.map((key) => [key, given[key] ?? standard[key]])) as Record<Key, number>;
}
