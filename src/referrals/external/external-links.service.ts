import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../shared/actor';
import { DomainError, invalid, notFound } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import { tokenHash } from '../../platform/crypto/opaque-token';
import { hashPassword } from '../../platform/crypto/password';
import { rows, type Tx } from '../../platform/database/sql';
import { stale } from '../../platform/http/entity-tag';
import type { Page, PageQuery } from '../../platform/http/page';
import type { Based } from '../based-on';
import { linkExpiry, linkState, readToken } from '../domain/external-link';
import { packetStage } from '../domain/packet';
import { isAskedForAnswer } from '../domain/waiting';
import { type ReferralRow, ReferralsReader } from '../referrals.reader';
import { ExternalLinksReader, type LinkRow } from './external-links.reader';
import { newLinkToken, newPin } from './link-secrets';

export interface NewLink {
  readonly link: LinkRow;
  readonly token: string;
  readonly pin: string;
}

/** The way in for a receiver without an account: one live link per referral, of which only hashes are kept. */
@Injectable()
export class ExternalLinksService {
  constructor(
    private readonly referrals: ReferralsReader,
    private readonly links: ExternalLinksReader,
    private readonly audit: AuditLog,
  ) {}

  /** The link before stops working with the same commit. Token and PIN are told this once. */
  async create(tx: Tx, actor: Actor, now: Date, based: Based, id: string = uuidv7()): Promise<NewLink> {
    // Links of one referral queue here, and its state stays as it is judged.
    await tx.query(`SELECT FROM referral AS r WHERE r.id = $1 FOR NO KEY UPDATE`, [based.id]);
    const referral = await this.referrals.byId(tx, based.id);
    if (referral.version !== based.version) throw stale();
    refuseUnsent(referral);
    const [revoked] = await rows<{ id: string }>(
      tx,
      `UPDATE referral_external_link SET revoked_at = $2, revoked_by = $3
       WHERE referral_id = $1 AND revoked_at IS NULL RETURNING id`,
      [referral.id, now, actor.accountId],
    );
    if (revoked) await this.record(tx, actor, now, referral, { action: 'revoked', linkId: revoked.id });
    const [token, pin] = [newLinkToken(), newPin()];
    await tx.query(
      `INSERT INTO referral_external_link (id, organisation_id, consultation_id, referral_id, token_hash, pin_hash, created_by,
                                           created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        id,
        referral.organisationId,
        referral.consultationId,
        referral.id,
        tokenHash(token),
        await hashPassword(pin),
        actor.accountId,
        now,
        linkExpiry(referral.respondBy, now),
      ],
    );
    await this.record(tx, actor, now, referral, { action: 'created', linkId: id });
    return { link: await this.byId(tx, referral.id, id), token, pin };
  }

  async page(tx: Tx, referralId: string, query: PageQuery): Promise<Page<LinkRow>> {
    const referral = await this.referrals.byId(tx, referralId);
    return this.links.page(tx, referral.id, query);
  }

  async byId(tx: Tx, referralId: string, id: string): Promise<LinkRow> {
    const link = await this.links.find(tx, referralId, id);
    if (link === null) throw notFound('リンク');
    return link;
  }

  /** Revoking what is already gone is done, too. */
  async revoke(tx: Tx, actor: Actor, now: Date, target: { referralId: string; id: string }): Promise<void> {
    const referral = await this.referrals.byId(tx, target.referralId);
    await this.byId(tx, referral.id, target.id);
    const revoked = await rows(
      tx,
      `UPDATE referral_external_link SET revoked_at = $2, revoked_by = $3
       WHERE id = $1 AND revoked_at IS NULL RETURNING id`,
      [target.id, now, actor.accountId],
    );
    if (revoked.length > 0)
      await this.record(tx, actor, now, referral, { action: 'revoked', linkId: target.id });
  }

  /** The referral that a cover sheet is printed for; the token comes from whoever made the link, it is kept nowhere. */
  async printed(
    tx: Tx,
    actor: Actor,
    now: Date,
    target: { referralId: string; id: string; token: string },
  ): Promise<{ referral: ReferralRow; link: LinkRow; token: string }> {
    const referral = await this.referrals.byId(tx, target.referralId);
    const link = await this.byId(tx, referral.id, target.id);
    const token = readToken(target.token);
    if ((await this.links.findByToken(tx, tokenHash(token)))?.id !== link.id)
      throw invalid('/token', 'token', 'このリンクの token ではありません。');
    if (linkState(link, now) !== 'live')
      throw new DomainError(
        'conflict',
        'link_not_live',
        'このリンクは使えなくなっています。作り直してください。',
      );
    refuseUnsent(referral);
    await this.record(tx, actor, now, referral, { action: 'printed', linkId: link.id });
    return { referral, link, token };
  }

  private record(
    tx: Tx,
    actor: Actor,
    now: Date,
    referral: ReferralRow,
    { action, linkId }: { action: string; linkId: string },
  ): Promise<void> {
    return this.audit.record(tx, actor, now, {
      action: `referral_external_link.${action}`,
      objectType: 'referral',
      objectId: referral.id,
      organisationId: referral.organisationId,
      detail: { linkId, version: referral.version },
    });
  }
}

/** There has to be somebody who was written to, and who is still to do something. */
function refuseUnsent({ status, handoverMethod }: ReferralRow): void {
  const stage = packetStage(status);
  const isAwaited = stage === 'before_acceptance' || stage === 'after_acceptance';
  if (isAwaited && isAskedForAnswer(handoverMethod)) return;
  throw new DomainError(
    'conflict',
    'not_sent',
    'リンクは、つなぎ先に書面で知らせて、まだ終わっていないつなぎにだけ作れます。',
  );
}
