import type { Death } from '../fleet';
import type { Testimony } from './told';

/** Issue: at most five seconds of typing may be missing after the death of a browser. */
const BOUND_MS = 5_000;

export interface Losses {
  readonly deaths: number;
  /** Deaths after which at least one piece was missing. */
  readonly withLoss: number;
  readonly longestMs: number;
  readonly medianMs: number;
  /** Pieces missing for which no death, or one too far away, is to blame. */
  readonly beyondBound: readonly string[];
}

/** For each death, how far back the typing reaches that is nowhere. What its writer erased is not missing. */
export function lostTyping(
  { typed, erased }: Testimony,
  deaths: readonly Death[],
  isHere: (mark: string, sheet: string) => boolean,
): Losses {
  const reach = new Map<Death, number>();
  const beyondBound: string[] = [];
  for (const [mark, { sheet, at, browser }] of typed) {
    if (erased.has(mark) || isHere(mark, sheet)) continue;
    const death = deaths.find((one) => one.browser === browser && one.at >= at);
    const lost = death ? death.at - at : Infinity;
    if (lost > BOUND_MS) beyondBound.push(`${mark} of ${sheet}`);
    if (death) reach.set(death, Math.max(reach.get(death) ?? 0, lost));
  }
  const sorted = [...reach.values()].toSorted((a, b) => a - b);
  return {
    deaths: deaths.length,
    withLoss: sorted.length,
    longestMs: sorted.at(-1) ?? 0,
    medianMs: sorted[Math.floor(sorted.length / 2)] ?? 0,
    beyondBound,
  };
}
