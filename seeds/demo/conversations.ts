import type { Arrival } from './call-arrivals';
import type { MenuField } from './demo-period';
import type { Random, Weights } from './random';

/** 相談の成立: what an answered call turned out to be (domain rule 22). */
export type Disposition = 'talk' | 'silent' | 'short' | 'prank' | 'wrong' | 'dropped';

interface Conversation {
  readonly disposition: Disposition;
  readonly seconds: number;
}

const DISPOSITIONS: Weights<Disposition> = {
  talk: 845,
  silent: 60,
  short: 35,
  prank: 22,
  wrong: 14,
  dropped: 24,
};
const LONGEST_TALK_S = 3 * 3_600;
const TRANSFERRED = 0.035;

/** Whom a caller is passed on to when another field fits better. */
const FITS_BETTER: Readonly<Partial<Record<MenuField, Weights<MenuField>>>> = {
  loneliness: { suicide: 5, poverty: 3, women: 2, other: 1 },
  suicide: { poverty: 3, loneliness: 3, women: 2 },
  poverty: { single_mother: 2, loneliness: 2, suicide: 2 },
  other: { poverty: 3, women: 2, loneliness: 2, gender: 1 },
  women: { single_mother: 2, poverty: 2, suicide: 1 },
};

export function drawConversation(random: Random, arrival: Arrival): Conversation {
  const disposition = random.weighted(DISPOSITIONS);
  return { disposition, seconds: Math.round(drawSeconds(random, disposition, arrival)) };
}

function drawSeconds(random: Random, disposition: Disposition, arrival: Arrival): number {
  if (disposition === 'talk') {
    const median = arrival.channel === 'chat' ? 2_520 : arrival.field === 'suicide' ? 2_280 : 1_800;
    return Math.min(LONGEST_TALK_S, 150 + random.logNormal(median, 0.62));
  }
  if (disposition === 'dropped') return random.whole(60, 900);
  if (disposition === 'prank') return random.whole(20, 240);
  return random.whole(6, disposition === 'silent' ? 120 : 55);
}

export function drawTransfer(random: Random, arrival: Arrival, talk: Conversation): MenuField | null {
  const targets = FITS_BETTER[arrival.field];
  if (!targets || talk.disposition !== 'talk' || arrival.channel === 'chat') return null;
  return random.chance(TRANSFERRED) ? random.weighted(targets) : null;
}

/** Writing the sheet and taking breath before the next call. */
export function wrapUpSeconds(random: Random, disposition: Disposition): number {
  return disposition === 'talk'
    ? Math.round(Math.min(2_400, random.logNormal(660, 0.45)))
    : random.whole(20, 90);
}
