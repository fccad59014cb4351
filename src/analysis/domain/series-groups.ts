import type { CodeLabel } from './code-rows';

/** What became of one choice when the next version of the form came into force; only where it did not simply go on. */
export interface MappedChoice {
  readonly field: string;
  readonly code: string;
  readonly label: string;
  readonly targets: readonly CodeLabel[];
}

/** Choices of several versions that only compare as a sum, or of which some are held nowhere any more. */
export interface SeriesGroup {
  readonly codes: readonly CodeLabel[];
  /** Something in it was retired: not even the sum goes on. */
  readonly isLost: boolean;
}

/** The finest groups whose totals add up across the versions. A code means one thing for ever, whatever version has it. */
export function seriesGroups(choices: readonly MappedChoice[]): SeriesGroup[] {
  const groups: { codes: Map<string, string>; isLost: boolean }[] = [];
  for (const { code, label, targets } of choices) {
    const members = [{ code, label }, ...targets];
    const touched = groups.filter(({ codes }) => members.some((member) => codes.has(member.code)));
    const codes = new Map([
      ...touched.flatMap((group) => [...group.codes]),
      ...members.map((member) => [member.code, member.label] as const),
    ]);
    const isLost = targets.length === 0 || touched.some((group) => group.isLost);
    const [first] = touched;
    const place = first === undefined ? groups.length : groups.indexOf(first);
    groups.splice(place, first === undefined ? 0 : 1, { codes, isLost });
    for (const other of touched.slice(1)) groups.splice(groups.indexOf(other), 1);
  }
  return groups.map(({ codes, isLost }) => ({
    codes: [...codes].map(([code, label]) => ({ code, label })),
    isLost,
  }));
}
