import { Injectable } from '@nestjs/common';
import { notFound } from '../../shared/domain-error';
import { type Actor, systemActor } from '../../shared/actor';
import { MINUTE_MS } from '../../shared/tokyo-time';
import { AuditLog } from '../../audit/audit-log';
import { newToken, tokenHash } from '../../platform/crypto/opaque-token';
import { passwordFits } from '../../platform/crypto/password';
import { Database } from '../../platform/database/database';
import { firstRow, type Tx } from '../../platform/database/sql';
import { Turnstile } from '../../platform/http/turnstile';
import { linkState, PINS_ALLOWED, readPin } from '../domain/external-link';
import { ExternalLinksReader, type LinkRow, opensAt } from './external-links.reader';
import { ExternalNoticesService } from './external-notices.service';

/** Long enough to read and to answer. */
const LIFE_MS = 30 * MINUTE_MS;

/** A receiver behind the door, and of which referral. */
export interface Inside {
  readonly linkId: string;
  readonly referralId: string;
  readonly organisationId: string;
  readonly consultationId: string;
  readonly receiverName: string;
}

export interface Session {
  readonly token: string;
  readonly expiresAt: Date;
}

export type PinAnswer = Session | 'wrong' | 'locked';

/** One knock at the door: whose address, when, in which request. */
export interface Knock {
  readonly token: string;
  readonly now: Date;
  readonly requestId: string;
}

interface GuardedLink extends LinkRow {
  readonly pinHash: string;
  readonly receiverName: string;
}

/** Lets receivers in by link and PIN. Which organisation a link belongs to is known only from its row. */
@Injectable()
export class DoorkeeperService {
  /** As at the login of staff: a check keeps a core busy, and holds its link's row meanwhile. */
  private readonly turnstile = new Turnstile(2, 100, {
    code: 'too_many_pins',
    message: 'ただいま混み合っています。少し待ってからもう一度お試しください。',
  });

  constructor(
    private readonly database: Database,
    private readonly links: ExternalLinksReader,
    private readonly notices: ExternalNoticesService,
    private readonly audit: AuditLog,
  ) {}

  /** True: locked. Unknown, expired and revoked links take the same way to the same 404. */
  async isLocked({ token, now, requestId }: Knock): Promise<boolean> {
    const link = await this.database.transaction(systemActor(requestId), (tx) =>
      this.links.findOpen(tx, tokenHash(token), now),
    );
    if (link === null) throw notFound('ページ');
    return linkState(link, now) === 'locked';
  }

  /** Guesses at one link come one after the other, so that none is counted twice or not at all. */
  async tryPin(knock: Knock, typed: string): Promise<PinAnswer> {
    const pin = readPin(typed);
    if (pin === null) return (await this.isLocked(knock)) ? 'locked' : 'wrong';
    const actor = systemActor(knock.requestId);
    return this.turnstile.pass(() =>
      this.database.transaction(actor, async (tx) => {
        const link = await this.hold(tx, knock);
        if (link === null) throw notFound('ページ');
        if (link.lockedAt !== null) return 'locked';
        if (await passwordFits(pin, link.pinHash)) return this.open(tx, actor, knock.now, link);
        return this.refuse(tx, actor, knock.now, link);
      }),
    );
  }

  /** Null: this session opens nothing here, or nothing any more. */
  async recognise({ token, now, requestId }: Knock, session: string | undefined): Promise<Inside | null> {
    if (session === undefined) return null;
    return this.database.transaction(systemActor(requestId), (tx) =>
      firstRow<Inside>(
        tx,
        `SELECT l.id AS "linkId", l.referral_id AS "referralId", l.organisation_id AS "organisationId",
                l.consultation_id AS "consultationId", r.receiver_name AS "receiverName"
         FROM referral_external_session AS s
         JOIN referral_external_link AS l ON l.id = s.link_id
         JOIN referral AS r ON r.id = l.referral_id
         WHERE s.token_hash = $1 AND l.token_hash = $2 AND s.ended_at IS NULL AND s.expires_at > $3
           AND ${opensAt('$3')}`,
        [tokenHash(session), tokenHash(token), now],
      ),
    );
  }

  async leave({ now, requestId }: Knock, session: string | undefined): Promise<void> {
    if (session === undefined) return;
    await this.database.transaction(systemActor(requestId), (tx) =>
      tx.query(
        `UPDATE referral_external_session SET ended_at = $2 WHERE token_hash = $1 AND ended_at IS NULL`,
        [tokenHash(session), now],
      ),
    );
  }

  private async hold(tx: Tx, { token, now }: Knock): Promise<GuardedLink | null> {
    const found = await this.links.findOpen(tx, tokenHash(token), now);
    if (found === null) return null;
    return firstRow<GuardedLink>(
      tx,
      `SELECT l.id, l.organisation_id AS "organisationId", l.consultation_id AS "consultationId",
              l.referral_id AS "referralId", l.failed_pins AS "failedPins", l.locked_at AS "lockedAt",
              l.expires_at AS "expiresAt", l.revoked_at AS "revokedAt", l.pin_hash AS "pinHash",
              r.receiver_name AS "receiverName"
       FROM referral_external_link AS l JOIN referral AS r ON r.id = l.referral_id
       WHERE l.id = $1 AND l.revoked_at IS NULL FOR NO KEY UPDATE OF l`,
      [found.id],
    );
  }

  private async open(tx: Tx, actor: Actor, now: Date, link: GuardedLink): Promise<Session> {
    const token = newToken();
    const expiresAt = new Date(Math.min(now.getTime() + LIFE_MS, link.expiresAt.getTime()));
    await tx.query(`UPDATE referral_external_link SET failed_pins = 0, last_used_at = $2 WHERE id = $1`, [
      link.id,
      now,
    ]);
    await tx.query(
      `INSERT INTO referral_external_session (token_hash, link_id, referral_id, organisation_id, consultation_id, created_at,
                                              expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [tokenHash(token), link.id, link.referralId, link.organisationId, link.consultationId, now, expiresAt],
    );
    await this.record(tx, actor, now, link, 'opened');
    return { token, expiresAt };
  }

  private async refuse(tx: Tx, actor: Actor, now: Date, link: GuardedLink): Promise<'wrong' | 'locked'> {
    const failed = link.failedPins + 1;
    const isLast = failed >= PINS_ALLOWED;
    await tx.query(`UPDATE referral_external_link SET failed_pins = $2, locked_at = $3 WHERE id = $1`, [
      link.id,
      failed,
      isLast ? now : null,
    ]);
    await this.record(tx, actor, now, link, 'pin_refused');
    if (!isLast) return 'wrong';
    await this.record(tx, actor, now, link, 'locked');
    await this.notices.add(tx, actor, now, { linkId: link.id, ...link }, { kind: 'locked' });
    return 'locked';
  }

  private record(tx: Tx, actor: Actor, now: Date, link: GuardedLink, change: string): Promise<void> {
    return this.audit.record(tx, actor, now, {
      action: `referral_external_link.${change}`,
      objectType: 'referral',
      objectId: link.referralId,
      organisationId: link.organisationId,
      detail: { by: 'external', receiverName: link.receiverName, linkId: link.id },
    });
  }
}
