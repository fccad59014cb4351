import { tokyoHour, tokyoMinuteOfDay } from '../../shared/tokyo-time';
import { dayKind } from './day-kind';
import type { SlotKey } from './demand-slot';

/** One open half hour of an earlier period: what was assumed for it and what came. */
export interface RateObservation extends SlotKey {
  readonly assumed: number;
  readonly calls: number;
}

interface Effect {
  /** Half hours of the same group share one correction factor. */
  readonly groupOf: (slot: SlotKey) => string;
  /** Calls of evidence that the factor 1 counts for: a group with as many expected calls moves half the way. */
  readonly strength: number;
}

const place = ({ channel, fieldCode }: SlotKey): string => `${channel}/${fieldCode ?? ''}`;
const hour = ({ startsAt }: SlotKey): number => tokyoHour(startsAt);
const quarterDay = ({ startsAt }: SlotKey): number => Math.floor(tokyoHour(startsAt) / 6);

/** From coarse to fine: what a field lacks in data it takes from its channel, an hour of a field from the hour of all. */
const EFFECTS: readonly Effect[] = [
  { groupOf: ({ channel }) => channel, strength: 2 },
  { groupOf: place, strength: 5 },
  { groupOf: (slot) => `${slot.channel}/${hour(slot)}`, strength: 10 },
  { groupOf: (slot) => `${slot.channel}/${tokyoMinuteOfDay(slot.startsAt)}`, strength: 150 },
  { groupOf: (slot) => `${slot.channel}/${dayKind(slot.startsAt)}`, strength: 10 },
  { groupOf: (slot) => `${slot.channel}/${dayKind(slot.startsAt)}/${quarterDay(slot)}`, strength: 30 },
  { groupOf: (slot) => `${place(slot)}/${quarterDay(slot)}`, strength: 15 },
  { groupOf: (slot) => `${place(slot)}/${hour(slot)}`, strength: 30 },
  { groupOf: (slot) => `${place(slot)}/${dayKind(slot.startsAt)}`, strength: 40 },
];

const SWEEPS = 6;

/**
 * Correction of the assumed calls, as a product of factors: one for the channel, its fields, hours, kinds of days and their
 * combinations. Each factor is the Gamma–Poisson posterior mean `(seen + k) / (expected + k)` given all others, so few calls
 * leave it near 1 and the coarser factors speak. Without any data the assumption stands as it is.
 */
export function fitRates(observations: readonly RateObservation[]): (slot: SlotKey) => number {
  const expected = observations.map(({ assumed }) => assumed);
  const fitted = EFFECTS.map((effect) => ({
    ...effect,
    groups: observations.map(effect.groupOf),
    factors: new Map<string, number>(),
  }));
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (const effect of fitted) refit(effect, observations, expected);
  }
  return (slot) =>
    fitted.reduce((product, { groupOf, factors }) => product * (factors.get(groupOf(slot)) ?? 1), 1);
}

interface FittedEffect {
  readonly strength: number;
  /** Of each observation. */
  readonly groups: readonly string[];
  readonly factors: Map<string, number>;
}

/** One factor of each group anew, with `expected` following. */
function refit(effect: FittedEffect, observations: readonly RateObservation[], expected: number[]): void {
  const sums = new Map<string, { seen: number; without: number }>();
  for (const [index, { calls }] of observations.entries()) {
    const group = effect.groups[index] ?? '';
    const sum = sums.get(group) ?? { seen: 0, without: 0 };
    sum.seen += calls;
    sum.without += (expected[index] ?? 0) / (effect.factors.get(group) ?? 1);
    sums.set(group, sum);
  }
  const changes = new Map<string, number>();
  for (const [group, { seen, without }] of sums) {
    const factor = (seen + effect.strength) / (without + effect.strength);
    changes.set(group, factor / (effect.factors.get(group) ?? 1));
    effect.factors.set(group, factor);
  }
  for (const [index, group] of effect.groups.entries()) {
    expected[index] = (expected[index] ?? 0) * (changes.get(group) ?? 1);
  }
}
