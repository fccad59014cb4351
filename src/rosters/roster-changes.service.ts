import { Injectable } from '@nestjs/common';
import type { Actor } from '../shared/actor';
import { notFound } from '../shared/domain-error';
import { rows, type Tx } from '../platform/database/sql';
import { AssignmentsService } from './assignments.service';
import type { JudgedViolation } from './domain/judged-violation';
import type { RosterCell } from './domain/roster-diff';
import { MoveJudge } from './move-judge';
import { lockPeople, lockShifts, type LockedShift, type Seat } from './seat-locks';
import { type RosterKey, RosterPress } from './versions/roster-press';
import { RosterVersionsReader, type VersionRow } from './versions/roster-versions.reader';

/** Seats that change hands at once, after a roster was published. */
export interface RosterChange {
  /** `retrospective` writes down who really came: rules are not asked about what has happened, double booking still is. */
  readonly cause: 'swap' | 'gap' | 'standby' | 'retrospective';
  readonly note: string;
  readonly releases: readonly Seat[];
  readonly assigns: readonly Seat[];
}

interface ChangedRosters {
  readonly versions: readonly VersionRow[];
  /** The new assignments, in the order of `assigns`. */
  readonly assignmentIds: readonly string[];
}

/** The door of swaps, filled gaps and activations to the roster. */
@Injectable()
export class RosterChangesService {
  constructor(
    private readonly assignments: AssignmentsService,
    private readonly judge: MoveJudge,
    private readonly press: RosterPress,
    private readonly versions: RosterVersionsReader,
  ) {}

  /**
   * Executes the change in the caller's transaction: holds what it concerns, releases, assigns each seat fully checked, and
   * publishes a version of each roster concerned that was published before. Pending drafts of others stay drafts: the version is
   * the one before plus this change. All organisations must be visible in `tx`.
   */
  async execute(tx: Tx, actor: Actor, now: Date, change: RosterChange): Promise<ChangedRosters> {
    const { rosters, shifts } = await this.hold(tx, now, change);
    const { cause: origin } = change;
    for (const { shiftId, personId } of change.releases) {
      const seat = { shift: shiftOf(shifts, shiftId), personId, origin };
      // Who is away is away, whatever the draft says by now; two who swap must both still sit there.
      if (origin === 'swap') await this.assignments.free(tx, actor, now, seat);
      else await this.assignments.freeIfHeld(tx, actor, now, seat);
    }
    const assignmentIds: string[] = [];
    for (const { shiftId, personId } of change.assigns) {
      const seat = { shift: shiftOf(shifts, shiftId), personId, origin };
      assignmentIds.push(await this.assignments.seat(tx, actor, now, seat));
    }
    const versions: VersionRow[] = [];
    for (const roster of rosters) versions.push(...(await this.publish(tx, actor, now, roster, change)));
    return { versions, assignmentIds };
  }

  /** Locks rosters, shifts and people in this order; for whoever has rows of their own to lock after them. */
  async hold(
    tx: Tx,
    now: Date,
    { releases, assigns }: Pick<RosterChange, 'releases' | 'assigns'>,
  ): Promise<Held> {
    const seats = [...releases, ...assigns];
    const rosters = await this.rostersOf(tx, seats);
    for (const roster of rosters) await this.press.lock(tx, now, roster);
    const shifts = await lockShifts(tx, [...new Set(seats.map(({ shiftId }) => shiftId))]);
    await lockPeople(tx, [...new Set(seats.map(({ personId }) => personId))]);
    return { rosters, shifts };
  }

  /** Everything the change would break, without doing it: for offering legal partners only. */
  async check(tx: Tx, change: Pick<RosterChange, 'releases' | 'assigns'>): Promise<JudgedViolation[]> {
    const found: JudgedViolation[] = [];
    for (const { shiftId, personId } of change.assigns) {
      const shift = await this.judge.shift(tx, shiftId);
      const without = await this.shiftsOf(tx, change.releases, personId);
      const also = (await this.shiftsOf(tx, change.assigns, personId)).filter(({ id }) => id !== shiftId);
      found.push(...(await this.judge.judgeSupposed(tx, shift, personId, { without, also })));
    }
    return found;
  }

  private async shiftsOf(tx: Tx, seats: readonly Seat[], personId: string): Promise<LockedShift[]> {
    const found: LockedShift[] = [];
    for (const seat of seats.filter((each) => each.personId === personId)) {
      found.push(await this.judge.shift(tx, seat.shiftId));
    }
    return found;
  }

  private async publish(
    tx: Tx,
    actor: Actor,
    now: Date,
    roster: RosterKey,
    change: RosterChange,
  ): Promise<VersionRow[]> {
    const { periodId, organisationId } = roster;
    const before = await this.versions.newest(tx, periodId, organisationId);
    if (!before) return [];
    const working = await this.versions.workingCells(tx, periodId, organisationId);
    const kept = (await this.versions.cells(tx, before.id)).filter((cell) => !isAmong(change.releases, cell));
    const taken = working.filter((cell) => isAmong(change.assigns, cell));
    const cells = [...kept.filter((cell) => !isAmong(change.assigns, cell)), ...taken];
    const { cause, note } = change;
    const printed = await this.press.print(tx, actor, now, { roster, cause, note, cells });
    return printed ? [printed] : [];
  }

  private async rostersOf(tx: Tx, seats: readonly Seat[]): Promise<RosterKey[]> {
    return rows<RosterKey>(
      tx,
      `SELECT DISTINCT s.period_id AS "periodId", s.organisation_id AS "organisationId"
       FROM shift AS s WHERE s.id = ANY ($1) ORDER BY s.period_id, s.organisation_id`,
      [seats.map(({ shiftId }) => shiftId)],
    );
  }
}

interface Held {
  readonly rosters: readonly RosterKey[];
  readonly shifts: ReadonlyMap<string, LockedShift>;
}

function shiftOf(shifts: ReadonlyMap<string, LockedShift>, id: string): LockedShift {
  const shift = shifts.get(id);
  if (!shift) throw notFound('シフト');
  return shift;
}

function isAmong(seats: readonly Seat[], cell: RosterCell): boolean {
  return seats.some(({ shiftId, personId }) => shiftId === cell.shiftId && personId === cell.personId);
}
