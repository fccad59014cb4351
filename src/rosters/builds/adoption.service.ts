import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { DomainError } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import { rows, type Tx } from '../../platform/database/sql';
import { AssignmentsService } from '../assignments.service';
import { blocking } from '../domain/judged-violation';
import { lockPeople, lockShifts, type LockedShift, type Seat } from '../seat-locks';
import { PublicationService } from '../versions/publication.service';
import { type ProposalKey, type ProposalRow, RosterBuildsReader } from './roster-builds.reader';

@Injectable()
export class AdoptionService {
  constructor(
    private readonly builds: RosterBuildsReader,
    private readonly assignments: AssignmentsService,
    private readonly publication: PublicationService,
    private readonly audit: AuditLog,
  ) {}

  /** Makes the proposal the draft, whole or not at all; a draft that has changed meanwhile is not overwritten. */
  async adopt(tx: Tx, actor: Actor, now: Date, key: ProposalKey): Promise<ProposalRow> {
    const proposal = await this.builds.proposal(tx, key, true);
    if (proposal.adoptedAt !== null) return proposal;
    const { periodId } = await this.builds.byId(tx, key.buildId);
    const { changes, organisationId } = proposal;
    const shifts = await lockShifts(tx, [...new Set(changes.map(({ shiftId }) => shiftId))]);
    await lockPeople(tx, [...new Set(changes.map(({ personId }) => personId))]);
    refuseBegun([...shifts.values()], now);
    await this.refuseChanged(tx, proposal);
    for (const kind of ['removed', 'added'] as const) {
      for (const change of changes.filter((each) => each.kind === kind)) {
        const shift = shifts.get(change.shiftId);
        if (shift) await this.carryOut(tx, actor, now, { shift, change, buildId: key.buildId });
      }
    }
    await this.refuseBroken(tx, periodId, proposal);
    await tx.query(
      `UPDATE roster_proposal SET adopted_at = $4, adopted_by = $5 WHERE job_id = $1 AND name = $2 AND organisation_id = $3`,
      [key.buildId, key.name, organisationId, now, actor.accountId],
    );
    await this.audit.record(tx, actor, now, {
      action: 'roster_proposal.adopted',
      objectType: 'job',
      objectId: key.buildId,
      organisationId,
      detail: { name: key.name, changes: changes.length },
    });
    return this.builds.proposal(tx, key, false);
  }

  private async carryOut(tx: Tx, actor: Actor, now: Date, step: Step): Promise<void> {
    const { shift, change, buildId: jobId } = step;
    const seat = { shift, personId: change.personId, origin: 'build' as const, jobId };
    if (change.kind === 'removed') await this.assignments.free(tx, actor, now, seat);
    else await this.assignments.seat(tx, actor, now, seat);
  }

  private async refuseChanged(tx: Tx, { changes }: ProposalRow): Promise<void> {
    const present = await rows<Seat & { isPinned: boolean }>(
      tx,
      `SELECT sa.shift_id AS "shiftId", sa.person_id AS "personId", sa.is_pinned AS "isPinned"
       FROM shift_assignment AS sa WHERE sa.shift_id = ANY ($1) AND sa.released_at IS NULL`,
      [changes.map(({ shiftId }) => shiftId)],
    );
    const fits = changes.every(({ shiftId, personId, kind }) => {
      const seat = present.find((each) => each.shiftId === shiftId && each.personId === personId);
      return kind === 'added' ? !seat : seat && !seat.isPinned;
    });
    if (!fits) throw draftChanged();
  }

  /** Checked once as a whole; what stood before is not the proposal's fault. */
  private async refuseBroken(tx: Tx, periodId: string, proposal: ProposalRow): Promise<void> {
    const { organisationId, changes } = proposal;
    const added = changes.filter(({ kind }) => kind === 'added');
    const violations = blocking(await this.publication.list(tx, { periodId, organisationId }));
    const broken = violations.some(({ personId, shiftIds }) =>
      added.some((seat) => seat.personId === personId && shiftIds.includes(seat.shiftId)),
    );
    if (broken) throw draftChanged();
  }
}

interface Step {
  readonly shift: LockedShift;
  readonly change: ProposalRow['changes'][number];
  readonly buildId: string;
}

/** The builder changes only what is ahead; since then some of it may have come. */
function refuseBegun(shifts: readonly LockedShift[], now: Date): void {
  if (shifts.every(({ from }) => from > now)) return;
  throw new DomainError(
    'conflict',
    'duties_begun',
    '案を作ったあとに始まった勤務が含まれています。自動作成をやり直してください。',
  );
}

function draftChanged(): DomainError {
  return new DomainError(
    'conflict',
    'draft_changed',
    '案を作ったあとに下書きや希望が変わりました。自動作成をやり直してください。',
  );
}
