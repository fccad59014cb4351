import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { DomainError, invalid } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import { mayDo } from '../../platform/authz/permissions';
import { firstRow, type Tx } from '../../platform/database/sql';
import { stale } from '../../platform/http/entity-tag';
import type { Based } from '../based-on';
import type { NeedOutcome } from '../domain/outcomes';
import { type NeedRow, type OwnerRow, ReferralNeedsReader } from '../referral-needs.reader';

type NewOwner = Pick<OwnerRow, 'ownerAccountId' | 'reason'>;

/** Who looks after a need, and how it ends. */
@Injectable()
export class NeedsService {
  constructor(
    private readonly reader: ReferralNeedsReader,
    private readonly audit: AuditLog,
  ) {}

  async handOver(tx: Tx, actor: Actor, now: Date, based: Based, owner: NewOwner): Promise<NeedRow> {
    const need = await this.openNeed(tx, based);
    if (owner.ownerAccountId !== null) await refuseUnfit(tx, owner.ownerAccountId, need.organisationId);
    return this.setOwner(tx, actor, now, need, owner);
  }

  /** The owner is known to be fit. */
  async setOwner(tx: Tx, actor: Actor, now: Date, need: NeedRow, owner: NewOwner): Promise<NeedRow> {
    await this.raise(tx, now, need, 'owner_account_id = $4', owner.ownerAccountId);
    await tx.query(
      `INSERT INTO referral_need_owner (need_id, version, organisation_id, consultation_id, owner_account_id, reason, account_id, since)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        need.id,
        need.version + 1,
        need.organisationId,
        need.consultationId,
        owner.ownerAccountId,
        owner.reason,
        actor.accountId,
        now,
      ],
    );
    const detail = { from: need.ownerAccountId, to: owner.ownerAccountId, reason: owner.reason };
    await this.record(tx, actor, now, need, { action: 'referral_need.handed_over', detail });
    return this.reader.byId(tx, need.id);
  }

  async close(tx: Tx, actor: Actor, now: Date, based: Based, outcome: NeedOutcome): Promise<NeedRow> {
    const need = await this.openNeed(tx, based);
    const open = await firstRow(
      tx,
      `SELECT FROM referral AS r WHERE r.need_id = $1 AND r.status <> 'closed' LIMIT 1`,
      [need.id],
    );
    if (open)
      throw new DomainError(
        'conflict',
        'open_attempts',
        '終了していないつなぎがあります。先に結果を付けて終了してください。',
      );
    await this.raise(tx, now, need, 'closed_at = $3, outcome = $4', outcome);
    await this.record(tx, actor, now, need, { action: 'referral_need.closed', detail: { outcome } });
    return this.reader.byId(tx, need.id);
  }

  private async openNeed(tx: Tx, { id, version }: Based): Promise<NeedRow> {
    const need = await this.reader.byId(tx, id);
    if (need.version !== version) throw stale();
    if (need.closedAt !== null)
      throw new DomainError('conflict', 'need_closed', 'このつなぎの必要は既に終了しています。');
    return need;
  }

  private async raise(tx: Tx, now: Date, need: NeedRow, change: string, value: unknown): Promise<void> {
    const changed = await firstRow(
      tx,
      `UPDATE referral_need SET ${change}, version = version + 1, updated_at = $3
       WHERE id = $1 AND version = $2 RETURNING id`,
      [need.id, need.version, now, value],
    );
    if (changed === null) throw stale();
  }

  private record(
    tx: Tx,
    actor: Actor,
    now: Date,
    { id, organisationId }: NeedRow,
    entry: { action: string; detail: Record<string, unknown> },
  ): Promise<void> {
    return this.audit.record(tx, actor, now, {
      ...entry,
      objectType: 'referral_need',
      objectId: id,
      organisationId,
    });
  }
}

/** An owner is somebody of the same organisation who can carry a referral, and still has a login. */
export async function refuseUnfit(tx: Tx, accountId: string, organisationId: string): Promise<void> {
  const account = await firstRow<{ roles: string[] }>(
    tx,
    `SELECT a.roles FROM account AS a WHERE a.id = $1 AND a.organisation_id = $2 AND a.disabled_at IS NULL`,
    [accountId, organisationId],
  );
  if (account === null || !mayDo(account.roles, 'referral.assign'))
    throw invalid('/ownerAccountId', 'unknown', 'つなぎを担当できるアカウントが見つかりません。');
}
