import { Injectable } from '@nestjs/common';
import type { Actor } from '../shared/actor';
import { notFound } from '../shared/domain-error';
import { AuditLog } from '../audit/audit-log';
import type { Tx } from '../platform/database/sql';
import type { Page } from '../platform/http/page';
import { ConsentsReader, presentConsent } from './consents/consents.reader';
import { OverridesReader } from './overrides/overrides.reader';
import type { ReferralDetail, ReferralView } from './referrals.dto';
import { presentReferral, type ReferralFilter, type ReferralRow, ReferralsReader } from './referrals.reader';
import { sheetFor } from './sheet-of-referral';

/** Referrals as they are looked at. */
@Injectable()
export class ReferralFilesService {
  constructor(
    private readonly reader: ReferralsReader,
    private readonly consents: ConsentsReader,
    private readonly overrides: OverridesReader,
    private readonly audit: AuditLog,
  ) {}

  async page(tx: Tx, actor: Actor, now: Date, filter: ReferralFilter): Promise<Page<ReferralView>> {
    const { items, nextCursor } = await this.reader.page(tx, actor, now, filter);
    return { items: items.map((row) => presentReferral(row, now)), nextCursor };
  }

  /** Codes only, to whoever may propose from its sheet. */
  async proposed(tx: Tx, actor: Actor, id: string): Promise<ReferralRow> {
    const referral = await this.reader.byId(tx, id);
    if ((await sheetFor(tx, actor, referral.consultationId)) === null) throw notFound('つなぎ');
    return referral;
  }

  /** With every note. Reading them is itself an event. */
  async read(tx: Tx, actor: Actor, now: Date, id: string): Promise<ReferralDetail> {
    const referral = await this.reader.byId(tx, id);
    await this.audit.record(tx, actor, now, {
      action: 'referral.read',
      objectType: 'referral',
      objectId: id,
      organisationId: referral.organisationId,
      detail: { version: referral.version },
    });
    return {
      ...presentReferral(referral, now),
      events: await this.reader.events(tx, id),
      consents: (await this.consents.toReceiverOf(tx, referral)).map(presentConsent),
      override: await this.overrides.words(tx, id),
    };
  }
}
