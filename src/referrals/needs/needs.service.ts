import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { DomainError } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import { firstRow, type Tx } from '../../platform/database/sql';
import { stale } from '../../platform/http/entity-tag';
import type { Based } from '../based-on';
import type { NeedOutcome } from '../domain/outcomes';
import { type NeedRow, ReferralNeedsReader } from '../referral-needs.reader';
import { type NewOwner, NeedOwners } from './need-owners';

/** Who looks after a need, and how it ends. */
@Injectable()
export class NeedsService {
  constructor(
    private readonly reader: ReferralNeedsReader,
    private readonly owners: NeedOwners,
    private readonly audit: AuditLog,
  ) {}

  async handOver(tx: Tx, actor: Actor, now: Date, based: Based, owner: NewOwner): Promise<NeedRow> {
    const need = await this.openNeed(tx, based);
    const { ownerAccountId } = owner;
    if (ownerAccountId !== null)
      await this.owners.refuseUnfit(tx, ownerAccountId, need.organisationId, [need]);
    await this.owners.set(tx, actor, now, need, owner);
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
    await tx.query(
      `UPDATE referral_need SET closed_at = $2, outcome = $3, version = version + 1, updated_at = $2 WHERE id = $1`,
      [need.id, now, outcome],
    );
    await this.audit.record(tx, actor, now, {
      action: 'referral_need.closed',
      objectType: 'referral_need',
      objectId: need.id,
      organisationId: need.organisationId,
      detail: { outcome },
    });
    return this.reader.byId(tx, need.id);
  }

  private async openNeed(tx: Tx, { id, version }: Based): Promise<NeedRow> {
    const need = await this.reader.hold(tx, id);
    if (need.version !== version) throw stale();
    if (need.closedAt !== null)
      throw new DomainError('conflict', 'need_closed', 'このつなぎの必要は既に終了しています。');
    return need;
  }
}
