import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { DomainError, notFound } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import { firstRow, rows, type Tx } from '../../platform/database/sql';
import { RosterChangesService } from '../../rosters/roster-changes.service';
import {
  judgeSwapStep,
  OPEN,
  type SwapStatus,
  type SwapStep,
  type SwapTurn,
  type SwapVerdict,
} from '../domain/swap-moves';
import { swapParts, takesPart } from '../domain/swap-policy';

interface LockedSwap {
  readonly id: string;
  readonly status: SwapStatus;
  readonly organisationId: string;
  readonly partnerOrganisationId: string;
  readonly proposerId: string;
  readonly partnerId: string;
  readonly assignmentId: string;
  readonly partnerAssignmentId: string | null;
  readonly approvedAt: Date | null;
  readonly partnerApprovedAt: Date | null;
  readonly expiresAt: Date;
  readonly version: number;
}

interface Seat {
  readonly shiftId: string;
  readonly personId: string;
}

@Injectable()
export class SwapStepsService {
  constructor(
    private readonly changes: RosterChangesService,
    private readonly audit: AuditLog,
  ) {}

  /**
   * One step of one party, judged under the swap's lock. The last approval moves the seats in the same transaction, where the
   * rules are asked once more; `asSeen` is the actor whose parts count, `tx` sees both organisations.
   */
  async take(tx: Tx, asSeen: Actor, now: Date, order: { id: string; step: SwapStep }): Promise<void> {
    const swap = await this.lock(tx, order.id);
    const parts = swapParts(asSeen, swap);
    const verdict = judgeSwapStep({ ...swap, isAcrossOrganisations: isAcross(swap) }, order.step, parts);
    if (verdict === 'repeated') return;
    const turn = refuse(verdict, swap, now);
    if (turn.approves.length > 0 && takesPart(parts)) await this.refuseOwn(tx, asSeen, swap, turn);
    await tx.query(
      `UPDATE swap SET status = $2, version = version + 1,
              approved_at = CASE WHEN $3 THEN $5 ELSE approved_at END,
              partner_approved_at = CASE WHEN $4 THEN $5 ELSE partner_approved_at END
       WHERE id = $1`,
      [swap.id, turn.to, turn.approves.includes('own'), turn.approves.includes('partner'), now],
    );
    await tx.query(EVENT, [swap.id, swap.version + 1, order.step, turn.part, turn.to, asSeen.accountId, now]);
    await this.record(tx, asSeen, now, swap, {
      action: `swap.${PAST[order.step]}`,
      detail: { status: turn.to },
    });
    if (turn.to === 'done') await this.execute(tx, asSeen, now, swap);
  }

  /** Writes down which open swaps are over because a duty has begun. */
  async expire(tx: Tx, actor: Actor, now: Date): Promise<void> {
    const due = await rows<LockedSwap>(
      tx,
      `UPDATE swap AS w SET status = 'expired', version = version + 1
       WHERE w.status = ANY ($1) AND w.expires_at <= $2 RETURNING ${LOCKED}`,
      [OPEN, now],
    );
    for (const swap of due) {
      await tx.query(EVENT, [swap.id, swap.version, 'expire', 'system', 'expired', null, now]);
      await this.record(tx, actor, now, swap, { action: 'swap.expired', detail: {} });
    }
  }

  private async execute(tx: Tx, actor: Actor, now: Date, swap: LockedSwap): Promise<void> {
    const mine = await this.liveSeat(tx, swap.assignmentId);
    const theirs =
      swap.partnerAssignmentId === null ? null : await this.liveSeat(tx, swap.partnerAssignmentId);
    try {
      await this.changes.execute(tx, actor, now, {
        cause: 'swap',
        note: '',
        releases: theirs ? [mine, theirs] : [mine],
        assigns: [
          { shiftId: mine.shiftId, personId: swap.partnerId },
          ...(theirs ? [{ shiftId: theirs.shiftId, personId: swap.proposerId }] : []),
        ],
      });
    } catch (error) {
      throw asApproverSees(error, swap);
    }
  }

  /** The person's seat in the shift, also after a draft freed it and gave it back; else the news that it has changed hands. */
  private async liveSeat(tx: Tx, assignmentId: string): Promise<Seat> {
    const seat = await firstRow<Seat>(
      tx,
      `SELECT held.shift_id AS "shiftId", held.person_id AS "personId"
       FROM shift_assignment AS proposed
       JOIN shift_assignment AS held ON held.shift_id = proposed.shift_id AND held.person_id = proposed.person_id
       WHERE proposed.id = $1 AND held.released_at IS NULL`,
      [assignmentId],
    );
    if (!seat) throw outdated();
    return seat;
  }

  /**
   * Two pairs of eyes: who gives or takes a seat leaves the approval to another coordinator of that side. Where there is none who
   * stands outside the swap, nothing would ever be approved, so that they may; the trail says who it was.
   */
  private async refuseOwn(tx: Tx, actor: Actor, swap: LockedSwap, { approves }: SwapTurn): Promise<void> {
    const colleague = await firstRow(
      tx,
      `SELECT FROM account AS a
       WHERE a.organisation_id = ANY ($1) AND 'coordinator' = ANY (a.roles) AND a.disabled_at IS NULL AND a.id <> $2
         AND (a.person_id IS NULL OR a.person_id NOT IN ($3, $4)) LIMIT 1`,
      [
        approves.map((side) => (side === 'own' ? swap.organisationId : swap.partnerOrganisationId)),
        actor.accountId,
        swap.proposerId,
        swap.partnerId,
      ],
    );
    if (colleague)
      throw new DomainError(
        'forbidden',
        'own_swap',
        '自分が当事者の交代は承認できません。ほかのコーディネーターに承認を依頼してください。',
      );
  }

  /** Steps of one swap queue here. Before rosters and shifts, never after. */
  private async lock(tx: Tx, id: string): Promise<LockedSwap> {
    const found = await firstRow<LockedSwap>(
      tx,
      `SELECT ${LOCKED} FROM swap AS w WHERE w.id = $1 FOR UPDATE`,
      [id],
    );
    if (!found) throw notFound('交代の申し出');
    return found;
  }

  /** In the trail of both organisations. */
  private async record(tx: Tx, actor: Actor, now: Date, swap: LockedSwap, change: Change): Promise<void> {
    for (const organisationId of new Set([swap.organisationId, swap.partnerOrganisationId])) {
      await this.audit.record(tx, actor, now, {
        ...change,
        objectType: 'swap',
        objectId: swap.id,
        organisationId,
      });
    }
  }
}

interface Change {
  readonly action: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

const PAST: Readonly<Record<SwapStep, string>> = {
  accept: 'accepted',
  decline: 'declined',
  approve: 'approved',
  reject: 'rejected',
  withdraw: 'withdrawn',
};

const LOCKED = `
  w.id, w.status, w.organisation_id AS "organisationId", w.partner_organisation_id AS "partnerOrganisationId",
  w.proposer_id AS "proposerId", w.partner_id AS "partnerId", w.assignment_id AS "assignmentId",
  w.partner_assignment_id AS "partnerAssignmentId", w.approved_at AS "approvedAt",
  w.partner_approved_at AS "partnerApprovedAt", w.expires_at AS "expiresAt", w.version`;

const EVENT = `
  INSERT INTO swap_event (swap_id, version, move, part, status, account_id, occurred_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`;

function refuse(verdict: Exclude<SwapVerdict, 'repeated'>, swap: LockedSwap, now: Date) {
  if (verdict === 'not_yours') {
    throw new DomainError(
      'forbidden',
      'not_your_step',
      'この操作は、この申し出でのあなたの立場ではできません。',
    );
  }
  if (verdict === 'not_now') {
    throw new DomainError(
      'conflict',
      'swap_step_refused',
      'この申し出は、今の状態ではその操作ができません。',
    );
  }
  if (swap.expiresAt <= now) {
    throw new DomainError('conflict', 'swap_expired', '勤務が始まったため、この申し出は流れました。');
  }
  return verdict;
}

function isAcross({ organisationId, partnerOrganisationId }: LockedSwap): boolean {
  return organisationId !== partnerOrganisationId;
}

/** What the rules say of a person in another organisation is that organisation's; within one, the step is what does not fit. */
function asApproverSees(error: unknown, swap: LockedSwap): unknown {
  if (!(error instanceof DomainError) || !ABOUT_PEOPLE.includes(error.code)) return error;
  if (isAcross(swap)) {
    return new DomainError(
      'conflict',
      'swap_not_legal',
      '申し出の後に事情が変わり、規則によりこの交代はできなくなりました。',
    );
  }
  const faults = error.faults.map((fault) => ({ ...fault, pointer: '/step' }));
  return new DomainError(error.kind, error.code, error.message, faults);
}

/** Refusals of a seat that tell something of whoever should sit there. */
const ABOUT_PEOPLE: readonly string[] = [
  'roster_rules_broken',
  'validation',
  'double_booking',
  'already_seated',
  'shift_full',
];

function outdated(): DomainError {
  return new DomainError(
    'conflict',
    'swap_outdated',
    '申し出の後に勤務表が変わりました。申し出直してください。',
  );
}
