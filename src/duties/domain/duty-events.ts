import { type CellChange, diffCells, type RosterCell } from '../../rosters/domain/roster-diff';

/** One person's cells in one version of one organisation's roster. */
export interface PersonalVersion {
  readonly number: number;
  readonly publishedAt: Date;
  readonly cells: readonly RosterCell[];
}

export interface DutyEvent {
  /** One duty through all versions, also where it moves to another shift. */
  readonly lineage: string;
  readonly cell: RosterCell;
  /** Rises with each published change, also while the duty was gone: a phone takes the higher one (RFC 5545 §3.8.7.4). */
  readonly sequence: number;
  readonly changedAt: Date;
}

/** Duties by their shift: those of the newest version, and those that are gone but may come back. */
interface Course {
  readonly live: Map<string, DutyEvent>;
  readonly gone: Map<string, DutyEvent>;
}

/**
 * The duties that the newest version still holds, each with the number of changes since it first appeared; what counts as moved
 * is what the person was told as moved. A cancelled duty is left out: a subscribed calendar is replaced as a whole, so what is
 * absent disappears on every phone, whereas several of them keep a STATUS:CANCELLED event in view and strike it through.
 */
export function dutyEvents(versions: readonly PersonalVersion[]): DutyEvent[] {
  const course: Course = { live: new Map(), gone: new Map() };
  let before: readonly RosterCell[] = [];
  for (const version of versions.toSorted((a, b) => a.number - b.number)) {
    const changes = [...diffCells(before, version.cells).values()].flat();
    // Leave first, then arrive: two duties may have changed places.
    const leaving = changes.map((change) => ({ change, known: leave(course, change) }));
    for (const { change, known } of leaving) arrive(course, version, change, known);
    before = version.cells;
  }
  return [...course.live.values()];
}

/** Takes the duty from where it was; what is removed is kept for a return. */
function leave({ live, gone }: Course, { kind, before }: CellChange): DutyEvent | null {
  const known = before && (live.get(before.shiftId) ?? null);
  if (!before || !known) return null;
  live.delete(before.shiftId);
  if (kind === 'removed') gone.set(before.shiftId, { ...known, sequence: known.sequence + 1 });
  return known;
}

function arrive(
  { live, gone }: Course,
  version: PersonalVersion,
  { after }: CellChange,
  known: DutyEvent | null,
): void {
  if (!after) return;
  const earlier = known ?? gone.get(after.shiftId) ?? null;
  if (!known) gone.delete(after.shiftId);
  live.set(after.shiftId, {
    lineage: earlier?.lineage ?? `${after.shiftId}/${version.number}`,
    cell: after,
    sequence: earlier ? earlier.sequence + 1 : 0,
    changedAt: version.publishedAt,
  });
}
