import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log';
import { NATIONAL_ROLES } from '../platform/authz/permissions';
import { Database } from '../platform/database/database';
import { firstRow, rows } from '../platform/database/sql';
import { Turnstile } from '../platform/http/turnstile';
import { type Actor, systemActor } from '../shared/actor';
import { HOUR_MS, MINUTE_MS } from '../shared/tokyo-time';
import { passwordFits } from './password';
import { newToken, tokenHash } from './session-token';

/** Absolute life of a session; a night shift fits in. */
const LIFE_MS = 12 * HOUR_MS;
const IDLE_MS = 2 * HOUR_MS;
/** The time of last use is kept to the minute, so that reading does not write. */
const NOTE_USE_MS = MINUTE_MS;

interface AccountRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly person_id: string | null;
  readonly password_hash: string;
  readonly roles: string[];
}

export interface OpenedSession {
  readonly token: string;
  readonly expiresAt: Date;
  readonly actor: Actor;
}

@Injectable()
export class SessionsService {
  /** argon2id keeps a core busy for about 25 ms; two at a time leave the rest of the service its turn. */
  private readonly turnstile = new Turnstile(2, 40, {
    code: 'too_many_sign_ins',
    message: 'ログインが混み合っています。少し待ってからもう一度お試しください。',
  });

  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  /** Null when address and password do not fit together; a refusal is audited like a success. */
  signIn(email: string, password: string, now: Date, requestId: string): Promise<OpenedSession | null> {
    return this.turnstile.pass(() => this.checkAndOpen(email, password, now, requestId));
  }

  private async checkAndOpen(
    email: string,
    password: string,
    now: Date,
    requestId: string,
  ): Promise<OpenedSession | null> {
    const system = systemActor(requestId);
    const account = await this.database.transaction(system, (tx) =>
      firstRow<AccountRow>(
        tx,
        `SELECT a.id, a.organisation_id, a.person_id, a.password_hash, a.roles
         FROM account AS a WHERE lower(a.email) = lower($1) AND a.disabled_at IS NULL`,
        [email],
      ),
    );
    const fits = await passwordFits(password, account?.password_hash ?? null);
    if (!account || !fits) {
      await this.recordRefusal(system, account, now);
      return null;
    }
    return this.open(account, now, requestId);
  }

  /** Who holds this token now, with the roles of this moment; null when it opens nothing. */
  async authenticate(token: string, now: Date, requestId: string): Promise<Actor | null> {
    const account = await this.database.transaction(systemActor(requestId), async (tx) => {
      const found = await firstRow<AccountRow & { last_used_at: Date }>(
        tx,
        `SELECT a.id, a.organisation_id, a.person_id, '' AS password_hash, a.roles, s.last_used_at
         FROM session AS s JOIN account AS a ON a.id = s.account_id
         WHERE s.token_hash = $1 AND s.revoked_at IS NULL AND s.expires_at > $2 AND s.last_used_at > $3
           AND a.disabled_at IS NULL`,
        [tokenHash(token), now, new Date(now.getTime() - IDLE_MS)],
      );
      const isDue = found !== null && now.getTime() - found.last_used_at.getTime() > NOTE_USE_MS;
      if (isDue)
        await tx.query(`UPDATE session SET last_used_at = $2 WHERE token_hash = $1`, [tokenHash(token), now]);
      return found;
    });
    return account ? toActor(account, requestId) : null;
  }

  async signOut(token: string, actor: Actor, now: Date): Promise<void> {
    await this.database.transaction(actor, async (tx) => {
      const ended = await rows<{ account_id: string }>(
        tx,
        `UPDATE session SET revoked_at = $2 WHERE token_hash = $1 AND revoked_at IS NULL RETURNING account_id`,
        [tokenHash(token), now],
      );
      for (const session of ended) {
        await this.audit.record(tx, actor, now, {
          action: 'session.ended',
          objectType: 'account',
          objectId: session.account_id,
        });
      }
    });
  }

  private async open(account: AccountRow, now: Date, requestId: string): Promise<OpenedSession> {
    const token = newToken();
    const expiresAt = new Date(now.getTime() + LIFE_MS);
    const actor = toActor(account, requestId);
    await this.database.transaction(actor, async (tx) => {
      await tx.query(
        `INSERT INTO session (token_hash, account_id, created_at, last_used_at, expires_at) VALUES ($1, $2, $3, $3, $4)`,
        [tokenHash(token), account.id, now, expiresAt],
      );
      await this.audit.record(tx, actor, now, {
        action: 'session.opened',
        objectType: 'account',
        objectId: account.id,
      });
    });
    return { token, expiresAt, actor };
  }

  private async recordRefusal(system: Actor, account: AccountRow | null, now: Date): Promise<void> {
    await this.database.transaction(system, (tx) =>
      this.audit.record(tx, system, now, {
        action: 'session.refused',
        objectType: 'account',
        objectId: account?.id ?? 'unknown',
        organisationId: account?.organisation_id ?? null,
      }),
    );
  }
}

function toActor(account: AccountRow, requestId: string): Actor {
  const national: readonly string[] = NATIONAL_ROLES;
  return {
    accountId: account.id,
    personId: account.person_id,
    organisationId: account.organisation_id,
    roles: account.roles,
    scope: account.roles.some((role) => national.includes(role)) ? 'all_organisations' : 'own_organisation',
    requestId,
  };
}
