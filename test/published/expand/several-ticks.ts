import type { Quota } from './even-spread';

/**
 * Ticks for each of `sheets` sheets so that every code is ticked exactly as often as its quota says and no sheet has a code
 * twice: the quotas are laid one after the other round a ring of sheets, and none is longer than the ring.
 */
export function* severalTicks(
  sheets: number,
  quotas: readonly Quota<string>[],
): Generator<readonly string[]> {
  const arcs = arcsOf(sheets, quotas);
  for (let sheet = 0; sheet < sheets; sheet += 1) {
    yield arcs.filter(({ from, count }) => (sheet - from + sheets) % sheets < count).map(({ code }) => code);
  }
}

interface Arc extends Quota<string> {
  /** First sheet on the ring. */
  readonly from: number;
}

function arcsOf(sheets: number, quotas: readonly Quota<string>[]): Arc[] {
  let laid = 0;
  return quotas.map((quota) => {
    if (quota.count > sheets) throw new RangeError(`${quota.code}: more ticks than sheets`);
    const arc = { ...quota, from: laid % sheets };
    laid += quota.count;
    return arc;
  });
}
