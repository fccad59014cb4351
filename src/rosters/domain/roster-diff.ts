import { formatTokyo, HOUR_MS } from '../../shared/tokyo-time';

/** One person's seat as a version of the roster says it. */
export interface RosterCell {
  readonly assignmentId: string;
  readonly shiftId: string;
  readonly personId: string;
  readonly channel: string;
  readonly fieldCode: string | null;
  readonly role: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export type CellChange =
  | { readonly kind: 'added'; readonly before: null; readonly after: RosterCell }
  | { readonly kind: 'removed'; readonly before: RosterCell; readonly after: null }
  | { readonly kind: 'moved'; readonly before: RosterCell; readonly after: RosterCell };

/** A seat lost and another gained this close together reads as one that moved. */
const SAME_DUTY_MS = 24 * HOUR_MS;

/** Each person's own differences between two versions; nobody without one. */
export function diffCells(
  before: readonly RosterCell[],
  after: readonly RosterCell[],
): ReadonlyMap<string, readonly CellChange[]> {
  const people = new Set([...before, ...after].map(({ personId }) => personId));
  const found = new Map<string, readonly CellChange[]>();
  for (const personId of people) {
    const changes = changesOf(
      before.filter((cell) => cell.personId === personId),
      after.filter((cell) => cell.personId === personId),
    );
    if (changes.length > 0) found.set(personId, changes.toSorted(byStart));
  }
  return found;
}

function changesOf(before: readonly RosterCell[], after: readonly RosterCell[]): CellChange[] {
  const earlier = new Map(before.map((cell) => [cell.shiftId, cell]));
  const later = new Set(after.map(({ shiftId }) => shiftId));
  const moved: CellChange[] = after.flatMap((cell) => {
    const old = earlier.get(cell.shiftId);
    return old && !sameSeat(old, cell) ? [{ kind: 'moved' as const, before: old, after: cell }] : [];
  });
  const removed = before.filter(({ shiftId }) => !later.has(shiftId));
  const added = after.filter(({ shiftId }) => !earlier.has(shiftId));
  return [...moved, ...paired(removed, added)];
}

/** The closest pairs first; what finds no partner was added or removed. */
function paired(removed: readonly RosterCell[], added: readonly RosterCell[]): CellChange[] {
  const pairs = removed
    .flatMap((before) => added.map((after) => ({ before, after, apart: apart(before, after) })))
    .filter((pair) => pair.apart <= SAME_DUTY_MS)
    .toSorted((a, b) => a.apart - b.apart || compare(a.before.shiftId, b.before.shiftId));
  const taken = new Set<RosterCell>();
  const changes: CellChange[] = [];
  for (const { before, after } of pairs) {
    if (taken.has(before) || taken.has(after)) continue;
    taken.add(before).add(after);
    changes.push({ kind: 'moved', before, after });
  }
  for (const before of removed)
    if (!taken.has(before)) changes.push({ kind: 'removed', before, after: null });
  for (const after of added) if (!taken.has(after)) changes.push({ kind: 'added', before: null, after });
  return changes;
}

function sameSeat(a: RosterCell, b: RosterCell): boolean {
  return (
    a.startsAt.getTime() === b.startsAt.getTime() &&
    a.endsAt.getTime() === b.endsAt.getTime() &&
    a.channel === b.channel &&
    a.fieldCode === b.fieldCode &&
    a.role === b.role
  );
}

function apart(a: RosterCell, b: RosterCell): number {
  return Math.abs(a.startsAt.getTime() - b.startsAt.getTime());
}

function byStart(a: CellChange, b: CellChange): number {
  return startOf(a) - startOf(b);
}

function startOf({ before, after }: CellChange): number {
  return Math.min(
    before?.startsAt.getTime() ?? Number.POSITIVE_INFINITY,
    after?.startsAt.getTime() ?? Number.POSITIVE_INFINITY,
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** As the person is told, and as it is kept. */
export function asNoticed({ kind, before, after }: CellChange) {
  return { kind, before: before && seatOf(before), after: after && seatOf(after) };
}

function seatOf({ shiftId, channel, fieldCode, role, startsAt, endsAt }: RosterCell) {
  return { shiftId, channel, fieldCode, role, startsAt: formatTokyo(startsAt), endsAt: formatTokyo(endsAt) };
}
