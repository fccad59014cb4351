import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { notFound } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import { type Sealed, seal, unseal } from '../../platform/crypto/seal';
import { firstRow, type Tx } from '../../platform/database/sql';
import { stale } from '../../platform/http/entity-tag';
import type { Based } from '../based-on';
import type { Identity } from '../domain/packet';
import { type NeedRow, ReferralNeedsReader } from '../referral-needs.reader';
import { identityContext } from '../sealed-places';
import { sheetFor } from '../sheet-of-referral';

/** Who the person is: sealed, apart from everything else, and every look at it on record. */
@Injectable()
export class IdentitiesService {
  constructor(
    private readonly needs: ReferralNeedsReader,
    private readonly audit: AuditLog,
  ) {}

  async write(tx: Tx, actor: Actor, now: Date, based: Based, identity: Identity): Promise<NeedRow> {
    const need = await this.needs.byId(tx, based.id);
    if ((await sheetFor(tx, actor, need.consultationId)) === null) throw notFound('つなぎの必要');
    const raised = await firstRow(
      tx,
      `UPDATE referral_need SET version = version + 1, updated_at = $3 WHERE id = $1 AND version = $2 RETURNING id`,
      [based.id, based.version, now],
    );
    if (raised === null) throw stale();
    const { bytes, seal: name } = seal(JSON.stringify(identity), identityContext(need.id));
    await tx.query(
      `INSERT INTO referral_identity AS i (need_id, organisation_id, consultation_id, version, sealed, seal, account_id, updated_at)
       VALUES ($1, $2, $3, 1, $4, $5, $6, $7)
       ON CONFLICT ON CONSTRAINT pk_referral_identity DO UPDATE
         SET sealed = EXCLUDED.sealed, seal = EXCLUDED.seal, account_id = EXCLUDED.account_id,
             updated_at = EXCLUDED.updated_at, version = i.version + 1`,
      [need.id, need.organisationId, need.consultationId, bytes, name, actor.accountId, now],
    );
    await this.record(tx, actor, now, need, 'referral_identity.written');
    return this.needs.byId(tx, need.id);
  }

  async read(tx: Tx, actor: Actor, now: Date, needId: string): Promise<Identity> {
    const need = await this.needs.byId(tx, needId);
    const identity = await this.find(tx, needId);
    if (identity === null) throw notFound('本人の情報');
    await this.record(tx, actor, now, need, 'referral_identity.read');
    return identity;
  }

  /** Whoever calls this shows it to nobody, or puts that on record. */
  async find(tx: Tx, needId: string): Promise<Identity | null> {
    const row = await firstRow<Sealed>(
      tx,
      `SELECT i.sealed AS bytes, i.seal FROM referral_identity AS i WHERE i.need_id = $1`,
      [needId],
    );
    return row === null ? null : (JSON.parse(unseal(row, identityContext(needId))) as Identity);
  }

  private record(tx: Tx, actor: Actor, now: Date, need: NeedRow, action: string): Promise<void> {
    return this.audit.record(tx, actor, now, {
      action,
      objectType: 'referral_need',
      objectId: need.id,
      organisationId: need.organisationId,
    });
  }
}
