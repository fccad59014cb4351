import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../shared/actor';
import { DomainError, notFound } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import { newToken, tokenHash } from '../../platform/crypto/opaque-token';
import { firstRow, rows, type Tx } from '../../platform/database/sql';

@Injectable()
export class CalendarFeedsService {
  constructor(private readonly audit: AuditLog) {}

  /** A new secret address; the one before stops working with the same commit. The token is told this once. */
  async renew(tx: Tx, actor: Actor, now: Date): Promise<string> {
    if (actor.personId === null) {
      throw new DomainError(
        'conflict',
        'no_person',
        'このアカウントは人と結び付いていないため、勤務がありません。',
      );
    }
    await this.lockAccount(tx, actor);
    await this.revokeLive(tx, actor, now);
    const [id, token] = [uuidv7(), newToken()];
    await tx.query(
      `INSERT INTO calendar_feed (id, account_id, person_id, token_hash, created_at) VALUES ($1, $2, $3, $4, $5)`,
      [id, actor.accountId, actor.personId, tokenHash(token), now],
    );
    await this.record(tx, actor, now, { action: 'calendar_feed.renewed', feedId: id });
    return token;
  }

  /** Revoking what is already gone is done, too. */
  async revoke(tx: Tx, actor: Actor, now: Date): Promise<void> {
    await this.lockAccount(tx, actor);
    const revoked = await this.revokeLive(tx, actor, now);
    if (revoked) await this.record(tx, actor, now, { action: 'calendar_feed.revoked', feedId: revoked });
  }

  async since(tx: Tx, actor: Actor): Promise<Date> {
    const found = await firstRow<{ createdAt: Date }>(
      tx,
      `SELECT f.created_at AS "createdAt" FROM calendar_feed AS f WHERE f.account_id = $1 AND f.revoked_at IS NULL`,
      [actor.accountId],
    );
    if (!found) throw notFound('カレンダーの購読');
    return found.createdAt;
  }

  /** Whose duties this token shows. Wrong, revoked and malformed ones take the same way to the same answer. */
  async personOf(tx: Tx, token: string): Promise<string> {
    const found = await firstRow<{ personId: string }>(
      tx,
      `SELECT f.person_id AS "personId" FROM calendar_feed AS f JOIN account AS a ON a.id = f.account_id
       WHERE f.token_hash = $1 AND f.revoked_at IS NULL AND a.disabled_at IS NULL`,
      [tokenHash(token)],
    );
    if (!found) throw notFound('カレンダー');
    return found.personId;
  }

  /** Renewals of one account queue here, so that exactly one address lives. */
  private async lockAccount(tx: Tx, actor: Actor): Promise<void> {
    await tx.query(`SELECT FROM account AS a WHERE a.id = $1 FOR NO KEY UPDATE`, [actor.accountId]);
  }

  private async revokeLive(tx: Tx, actor: Actor, now: Date): Promise<string | null> {
    const [revoked] = await rows<{ id: string }>(
      tx,
      `UPDATE calendar_feed SET revoked_at = $2 WHERE account_id = $1 AND revoked_at IS NULL RETURNING id`,
      [actor.accountId, now],
    );
    return revoked?.id ?? null;
  }

  private async record(
    tx: Tx,
    actor: Actor,
    now: Date,
    change: { action: string; feedId: string },
  ): Promise<void> {
    await this.audit.record(tx, actor, now, {
      action: change.action,
      objectType: 'calendar_feed',
      objectId: change.feedId,
    });
  }
}
