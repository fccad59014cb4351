import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../shared/actor';
import { AuditLog } from '../../audit/audit-log';
import { seal } from '../../platform/crypto/seal';
import { rows, type Tx } from '../../platform/database/sql';
import type { Page } from '../../platform/http/page';
import type { NoticeKind } from '../domain/notice-kinds';
import type { ReferralOutcome } from '../domain/outcomes';
import { noticeContext } from '../sealed-places';
import type { ExternalNoticeQuery } from './external-notices.dto';
import { ExternalNoticesReader, type NoticeRow } from './external-notices.reader';

interface NewNotice {
  readonly kind: NoticeKind;
  readonly result?: ReferralOutcome;
  readonly serviceId?: string | null;
  readonly words?: string | undefined;
}

interface Origin {
  readonly linkId: string;
  readonly referralId: string;
  readonly organisationId: string;
  readonly consultationId: string;
}

/** What whoever looks after a referral has to look at, because a receiver wrote it or its link was locked. */
@Injectable()
export class ExternalNoticesService {
  constructor(
    private readonly reader: ExternalNoticesReader,
    private readonly audit: AuditLog,
  ) {}

  /** With words of receivers, so looking at them is itself on record. */
  async page(tx: Tx, actor: Actor, now: Date, query: ExternalNoticeQuery): Promise<Page<NoticeRow>> {
    const page = await this.reader.page(tx, query.mine ? actor.accountId : null, query);
    for (const notice of page.items.filter(({ words }) => words !== null)) {
      await this.record(tx, actor, now, notice, 'read');
    }
    return page;
  }

  /** False: the same is already there and open, as when a form is sent twice. Whoever calls holds the link's row. */
  async add(tx: Tx, actor: Actor, now: Date, origin: Origin, notice: NewNotice): Promise<boolean> {
    const { kind, result = null, serviceId = null, words } = notice;
    const open = await this.reader.openOfLink(tx, origin.linkId);
    if (
      open.some((other) => other.kind === kind && other.result === result && other.words === (words ?? null))
    )
      return false;
    const id = uuidv7();
    const sealed = words === undefined ? null : seal(words, noticeContext(id));
    await tx.query(
      `INSERT INTO referral_external_notice (id, link_id, referral_id, organisation_id, consultation_id, kind, result,
                                             service_id, sealed, seal, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        id,
        origin.linkId,
        origin.referralId,
        origin.organisationId,
        origin.consultationId,
        kind,
        result,
        serviceId,
        sealed?.bytes ?? null,
        sealed?.seal ?? null,
        now,
      ],
    );
    await this.record(tx, actor, now, { ...origin, id, kind }, 'created');
    return true;
  }

  /** Handling what has been handled is done, too. */
  async handle(tx: Tx, actor: Actor, now: Date, id: string): Promise<NoticeRow> {
    const notice = await this.reader.byId(tx, id);
    const handled = await rows(
      tx,
      `UPDATE referral_external_notice SET handled_by = $2, handled_at = $3
       WHERE id = $1 AND handled_at IS NULL RETURNING id`,
      [id, actor.accountId, now],
    );
    if (handled.length > 0) await this.record(tx, actor, now, notice, 'handled');
    return this.reader.byId(tx, id);
  }

  private record(
    tx: Tx,
    actor: Actor,
    now: Date,
    {
      id,
      referralId,
      organisationId,
      kind,
    }: Pick<NoticeRow, 'id' | 'referralId' | 'organisationId' | 'kind'>,
    change: string,
  ): Promise<void> {
    return this.audit.record(tx, actor, now, {
      action: `referral_external_notice.${change}`,
      objectType: 'referral',
      objectId: referralId,
      organisationId,
      detail: { noticeId: id, kind },
    });
  }
}
