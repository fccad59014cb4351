import { type Crosswalk, type Place, placeKey } from './crosswalk';

/** Places of two versions that can be compared with each other, though some only as a sum. */
export interface ComparableGroup {
  readonly old: readonly Place[];
  readonly next: readonly Place[];
  /**
   * `same`: one for one; `sum`: the series breaks inside, but counts over all of `old` and all of `next` compare; `lost`: they
   * do not even then; `retired` and `added`: there is nothing on the other side.
   */
  readonly series: 'same' | 'sum' | 'lost' | 'retired' | 'added';
}

/**
 * The finest groups whose totals add up on both sides. Where several choices may be ticked, a group counts the sheets that
 * tick any of them, not the ticks.
 */
export function groupComparable(
  crosswalk: Crosswalk,
  old: readonly Place[],
  next: readonly Place[],
): ComparableGroup[] {
  const groups = new Groups();
  for (const place of old) {
    groups.add(`old ${placeKey(place)}`);
    for (const target of crosswalk.at(place).targets)
      groups.join(`old ${placeKey(place)}`, `next ${placeKey(target)}`);
  }
  for (const place of next) groups.add(`next ${placeKey(place)}`);
  return groups.all().map((members) => {
    const group = {
      old: old.filter((place) => members.has(`old ${placeKey(place)}`)),
      next: next.filter((place) => members.has(`next ${placeKey(place)}`)),
    };
    return { ...group, series: seriesOf(crosswalk, group) };
  });
}

function seriesOf(
  crosswalk: Crosswalk,
  { old, next }: Pick<ComparableGroup, 'old' | 'next'>,
): ComparableGroup['series'] {
  if (old.length === 0) return 'added';
  if (next.length === 0) return 'retired';
  if (old.some((place) => crosswalk.at(place).lost)) return 'lost';
  return old.length === 1 && next.length === 1 ? 'same' : 'sum';
}

/** Sets that grow together, in the order in which their first member came. */
class Groups {
  private readonly groupOf = new Map<string, Set<string>>();

  add(name: string): Set<string> {
    const known = this.groupOf.get(name) ?? new Set([name]);
    this.groupOf.set(name, known);
    return known;
  }

  join(name: string, other: string): void {
    const group = this.add(name);
    const joined = this.add(other);
    if (group === joined) return;
    for (const member of joined) {
      group.add(member);
      this.groupOf.set(member, group);
    }
  }

  all(): ReadonlySet<string>[] {
    return [...new Set(this.groupOf.values())];
  }
}
