import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../shared/actor';
import { DomainError, invalid, notFound } from '../../shared/domain-error';
import { formatTokyo } from '../../shared/tokyo-time';
import { AuditLog } from '../../audit/audit-log';
import { PeriodsReader } from '../../periods/periods.reader';
import { refuseClosed } from '../../periods/domain/refuse-closed';
import { firstRow, rows, type Tx } from '../../platform/database/sql';
import { type HeldSeat, SwapPartnersReader } from './swap-partners.reader';
import type { NewSwap } from './swaps.dto';

interface Proposal {
  readonly id: string;
  readonly mine: HeldSeat;
  readonly partnerId: string;
  readonly theirs: HeldSeat | null;
}

@Injectable()
export class SwapProposalsService {
  constructor(
    private readonly partners: SwapPartnersReader,
    private readonly periods: PeriodsReader,
    private readonly audit: AuditLog,
  ) {}

  /** Proposes what the rules allow at this moment; sent twice, it is proposed. Needs a view of both organisations. */
  async propose(tx: Tx, actor: Actor, now: Date, input: NewSwap): Promise<{ added: boolean; id: string }> {
    const proposal = await this.read(tx, actor, input);
    const { mine, theirs, partnerId } = proposal;
    const period = await this.periods.held(tx, mine.periodId, 'shared');
    if (period) refuseClosed(period);
    const seats = theirs ? [mine, theirs] : [mine];
    if (seats.some(({ startsAt }) => startsAt <= now)) {
      throw new DomainError(
        'conflict',
        'duty_begun',
        '始まった勤務は交代できません。欠員として届けてください。',
      );
    }
    if (await this.isRepeated(tx, proposal)) return { added: false, id: proposal.id };
    if (!(await this.partners.isLegal(tx, mine, partnerId, theirs))) {
      const pointer = theirs ? '/partnerAssignmentId' : '/partnerId';
      throw invalid(pointer, 'not_legal', '規則により、この相手とは交代できません。');
    }
    if (!(await insert(tx, now, proposal))) {
      throw new DomainError('conflict', 'swap_open', 'この勤務には決まっていない交代の申し出があります。');
    }
    await tx.query(
      `INSERT INTO swap_event (swap_id, version, move, part, status, account_id, occurred_at)
       VALUES ($1, 1, 'propose', 'proposer', 'proposed', $2, $3)`,
      [proposal.id, actor.accountId, now],
    );
    for (const organisationId of new Set(seats.map((seat) => seat.organisationId))) {
      await this.audit.record(tx, actor, now, {
        action: 'swap.proposed',
        objectType: 'swap',
        objectId: proposal.id,
        organisationId,
      });
    }
    return { added: true, id: proposal.id };
  }

  private async read(tx: Tx, actor: Actor, input: NewSwap): Promise<Proposal> {
    if ((input.partnerAssignmentId === undefined) === (input.partnerId === undefined)) {
      throw invalid('/partnerId', 'one_of_two', '交換する勤務か、譲る相手のどちらか一方を指定してください。');
    }
    const mine = await this.partners.seat(tx, input.assignmentId);
    if (mine?.personId !== actor.personId) throw notFound('勤務');
    const theirs =
      input.partnerAssignmentId === undefined
        ? null
        : await this.partners.seat(tx, input.partnerAssignmentId);
    if (input.partnerAssignmentId !== undefined && theirs?.periodId !== mine.periodId) {
      throw invalid('/partnerAssignmentId', 'unknown', '交換する相手の勤務が見つかりません。');
    }
    const partnerId = theirs?.personId ?? input.partnerId ?? '';
    if (partnerId === actor.personId) throw invalid('/partnerId', 'self', '自分とは交代できません。');
    return { id: input.id ?? uuidv7(), mine, partnerId, theirs };
  }

  private async isRepeated(tx: Tx, { id, mine, theirs, partnerId }: Proposal): Promise<boolean> {
    const earlier = await firstRow(
      tx,
      `SELECT FROM swap AS w WHERE w.id = $1 AND w.assignment_id = $2 AND w.partner_id = $3
         AND w.partner_assignment_id IS NOT DISTINCT FROM $4`,
      [id, mine.assignmentId, partnerId, theirs?.assignmentId ?? null],
    );
    return earlier !== null;
  }
}

async function insert(tx: Tx, now: Date, { id, mine, theirs, partnerId }: Proposal): Promise<boolean> {
  const expiresAt = theirs && theirs.startsAt < mine.startsAt ? theirs.startsAt : mine.startsAt;
  const added = await rows(
    tx,
    `INSERT INTO swap (id, organisation_id, partner_organisation_id, kind, status, proposer_id, assignment_id, partner_id,
       partner_assignment_id, seat, partner_seat, expires_at, created_at)
     VALUES ($1, $2, $3, $4, 'proposed', $5, $6, $7, $8, $9, $10, $11, $12)
     ON CONFLICT (assignment_id) WHERE status IN ('proposed','accepted','approved_once') DO NOTHING RETURNING id`,
    [
      id,
      mine.organisationId,
      theirs?.organisationId ?? mine.organisationId,
      theirs ? 'exchange' : 'give_away',
      mine.personId,
      mine.assignmentId,
      partnerId,
      theirs?.assignmentId ?? null,
      JSON.stringify(seatJson(mine)),
      theirs && JSON.stringify(seatJson(theirs)),
      expiresAt,
      now,
    ],
  );
  return added.length > 0;
}

function seatJson({ organisationId, channel, role, startsAt, endsAt }: HeldSeat) {
  return { organisationId, channel, role, startsAt: formatTokyo(startsAt), endsAt: formatTokyo(endsAt) };
}
