import { Injectable } from '@nestjs/common';
import { formatTokyo } from '../../shared/tokyo-time';
import { rows, type Tx } from '../../platform/database/sql';
import { ownerAt, secondsToFirstContact } from '../domain/chain';
import type { ReferralStatus } from '../domain/referral-moves';
import { type NeedRow, type OwnerRow, ReferralNeedsReader } from '../referral-needs.reader';
import { presentReferral, ReferralsReader } from '../referrals.reader';
import type { NeedChain } from './needs.dto';

interface StepRow {
  readonly referralId: string;
  readonly version: number;
  readonly move: string;
  readonly toStatus: ReferralStatus;
  readonly occurredAt: Date;
  readonly actor: 'staff' | 'external' | 'clock';
  readonly accountId: string | null;
  readonly respondBy: Date | null;
}

/** One need with every attempt in order. Codes, people and times: notes are read at each attempt, and audited there. */
@Injectable()
export class NeedChainService {
  constructor(
    private readonly needs: ReferralNeedsReader,
    private readonly referrals: ReferralsReader,
  ) {}

  async read(tx: Tx, now: Date, id: string): Promise<NeedChain> {
    const need = await this.needs.byId(tx, id);
    const owners = await this.needs.owners(tx, id);
    const attempts = await this.referrals.ofNeed(tx, id);
    const steps = await stepsOf(tx, id);
    return {
      ...presentNeed(need),
      owners: owners.map((owner) => ({ ...owner, since: formatTokyo(owner.since) })),
      attempts: attempts.map((attempt) => ({
        ...presentReferral(attempt, now),
        steps: steps
          .filter(({ referralId }) => referralId === attempt.id)
          .map((step) => presentStep(step, owners)),
      })),
      secondsToFirstContact: secondsToFirstContact(need.createdAt, steps),
    };
  }
}

function stepsOf(tx: Tx, needId: string): Promise<StepRow[]> {
  return rows<StepRow>(
    tx,
    `SELECT e.referral_id AS "referralId", e.version, e.move, e.to_status AS "toStatus", e.occurred_at AS "occurredAt",
            e.actor, e.account_id AS "accountId", e.respond_by AS "respondBy"
     FROM referral AS r JOIN referral_event AS e ON e.referral_id = r.id
     WHERE r.need_id = $1 ORDER BY e.referral_id, e.version`,
    [needId],
  );
}

function presentStep(step: StepRow, owners: readonly OwnerRow[]) {
  const { referralId: _, occurredAt, respondBy, ...codes } = step;
  return {
    ...codes,
    occurredAt: formatTokyo(occurredAt),
    ownerAccountId: ownerAt(owners, occurredAt),
    respondBy: respondBy === null ? null : formatTokyo(respondBy),
  };
}

export function presentNeed({ closedAt, createdAt, updatedAt, ...need }: NeedRow) {
  return {
    ...need,
    closedAt: closedAt === null ? null : formatTokyo(closedAt),
    createdAt: formatTokyo(createdAt),
    updatedAt: formatTokyo(updatedAt),
  };
}
