import type { Losses } from './oracle/lost-typing';
import { isAcknowledged, isRefused, type Testimony, type Told } from './oracle/told';
import type { Stored } from './stored';

/** How long until everything was well again, where that was waited for. */
export interface Recovery {
  readonly fault: string;
  readonly ms: number;
}

interface Run {
  readonly seed: number;
  readonly writers: number;
  readonly kills: readonly Recovery[];
  readonly seconds: number;
}

/** The figures of a run, whatever the verdict. */
export function summarise(run: Run, heard: Testimony, stored: Stored, losses: Losses): object {
  const { told, asked, typed, erased } = heard;
  const acknowledged = told.filter(isAcknowledged);
  const latencies = acknowledged
    .filter(({ deed }) => deed === 'draft')
    .map(({ at, answer }) => (answer?.at ?? at) - at)
    .toSorted((a, b) => a - b);
  const revisions = [...stored.sheets.values()].reduce((sum, { revisions: all }) => sum + all.length, 0);
  return {
    ...run,
    kills: { total: run.kills.length, ...countBy(run.kills, ({ fault }) => fault) },
    recoveryMs: spread(run.kills.filter(({ fault }) => fault !== 'client').map(({ ms }) => ms)),
    typed: typed.size,
    erased: erased.size,
    requests: told.length,
    acknowledged: { total: acknowledged.length, ...countBy(acknowledged, ({ deed }) => deed) },
    refused: told.filter(isRefused).length,
    underKeys: {
      requests: asked.length,
      keys: new Set(asked.map(({ key }) => key)).size,
      unknown: asked.filter(({ answer }) => answer === null || answer.status === 503).length,
    },
    unknown: told.filter(({ answer }) => answer === null || answer.status === 503).length,
    draftAnsweredMs: spread(latencies),
    stored: {
      drafts: stored.drafts.size,
      sheets: stored.sheets.size,
      revisions,
      referrals: stored.referrals.length,
      copies: [...stored.copies.values()].reduce((sum, texts) => sum + texts.length, 0),
    },
    typingLost: { ...losses, beyondBound: losses.beyondBound.length },
  };
}

function countBy<Item extends Recovery | Told>(
  items: readonly Item[],
  key: (item: Item) => string,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
  return counts;
}

function spread(values: readonly number[]): object {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), longest: at(1) };
}
