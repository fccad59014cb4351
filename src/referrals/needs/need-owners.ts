import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { invalid } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import { mayDo } from '../../platform/authz/permissions';
import { firstRow, type Tx } from '../../platform/database/sql';
import type { NeedRow, OwnerRow } from '../referral-needs.reader';

export type NewOwner = Pick<OwnerRow, 'ownerAccountId' | 'reason'>;
export type OwnedNeed = Pick<NeedRow, 'id' | 'organisationId' | 'consultationId' | 'ownerAccountId'>;

/** Who looks after a need from now on. */
@Injectable()
export class NeedOwners {
  constructor(private readonly audit: AuditLog) {}

  /** The owner is known to be fit, and the need is held until the transaction ends. */
  async set(tx: Tx, actor: Actor, now: Date, need: OwnedNeed, owner: NewOwner): Promise<void> {
    const { ownerAccountId, reason } = owner;
    await tx.query(`SELECT own_need($1, $2, $3, $4, $5)`, [
      need.id,
      ownerAccountId,
      reason,
      actor.accountId,
      now,
    ]);
    await this.audit.record(tx, actor, now, {
      action: 'referral_need.handed_over',
      objectType: 'referral_need',
      objectId: need.id,
      organisationId: need.organisationId,
      detail: { from: need.ownerAccountId, to: ownerAccountId, reason },
    });
  }

  /**
   * An owner is somebody of the same organisation who can carry a referral, still has a login, and is kept out of none of these
   * cases. That somebody is kept out is told in no other words than that there is nobody.
   */
  async refuseUnfit(
    tx: Tx,
    accountId: string,
    organisationId: string,
    needs: readonly Pick<NeedRow, 'consultationId'>[],
  ): Promise<void> {
    const account = await firstRow<{ roles: string[]; isKeptOut: boolean }>(
      tx,
      `SELECT a.roles, is_kept_out(a.id, $3) AS "isKeptOut" FROM account AS a
       WHERE a.id = $1 AND a.organisation_id = $2 AND a.disabled_at IS NULL`,
      [accountId, organisationId, needs.map(({ consultationId }) => consultationId)],
    );
    if (account === null || account.isKeptOut || !mayDo(account.roles, 'referral.assign'))
      throw invalid('/ownerAccountId', 'unknown', 'つなぎを担当できるアカウントが見つかりません。');
  }
}
