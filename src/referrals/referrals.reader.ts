import { Injectable } from '@nestjs/common';
import { notFound } from '../shared/domain-error';
import { formatTokyo } from '../shared/tokyo-time';
import { unseal } from '../platform/crypto/seal';
import { rows, type Tx } from '../platform/database/sql';
import { isInstant, isUuid, type Page, readCursor, toPage } from '../platform/http/page';
import type { ReferralStatus } from './domain/referral-moves';
import { Referral } from './referral.entity';
import type { ReferralDetail, ReferralEventView, ReferralQuery, ReferralView } from './referrals.dto';
import { noteContext } from './note-context';

interface EventRow {
  readonly version: number;
  readonly move: string;
  readonly fromStatus: ReferralStatus | null;
  readonly toStatus: ReferralStatus;
  readonly occurredAt: Date;
  readonly accountId: string | null;
  readonly noteSealed: Buffer | null;
  readonly seal: string | null;
}

@Injectable()
export class ReferralsReader {
  /** Newest first; codes only, no notes. */
  async page(tx: Tx, query: ReferralQuery): Promise<Page<ReferralView>> {
    const cursor = readCursor(query.cursor, [isInstant, isUuid]);
    const found = await rows<Referral>(
      tx,
      `SELECT r.id, r.organisation_id AS "organisationId", r.period_id AS "periodId",
              r.consultation_id AS "consultationId", r.worry_category AS "worryCategory",
              r.receiver_name AS "receiverName", r.receiver_kind AS "receiverKind",
              r.handover_method AS "handoverMethod", r.status, r.outcome, r.version,
              r.created_at AS "createdAt", r.updated_at AS "updatedAt"
       FROM referral AS r
       WHERE ($1::text IS NULL OR r.status = $1)
         AND ($2::timestamptz IS NULL OR (r.created_at, r.id) < ($2, $3::uuid))
       ORDER BY r.created_at DESC, r.id DESC LIMIT $4`,
      [query.status ?? null, cursor?.[0] ?? null, cursor?.[1] ?? null, query.limit + 1],
    );
    return toPage(found, query.limit, (row) => [row.createdAt.toISOString(), row.id], presentReferral);
  }

  async byId(tx: Tx, id: string): Promise<Referral> {
    const found = await tx.findOneBy(Referral, { id });
    if (!found) throw notFound('つなぎ');
    return found;
  }

  /** The referral with every step it took and what was noted at each. */
  async detail(tx: Tx, id: string): Promise<ReferralDetail> {
    const referral = await this.byId(tx, id);
    const events = await rows<EventRow>(
      tx,
      `SELECT e.version, e.move, e.from_status AS "fromStatus", e.to_status AS "toStatus",
              e.occurred_at AS "occurredAt", e.account_id AS "accountId", e.note_sealed AS "noteSealed", e.seal
       FROM referral_event AS e WHERE e.referral_id = $1 ORDER BY e.version`,
      [id],
    );
    return { ...presentReferral(referral), events: events.map((event) => presentEvent(id, event)) };
  }
}

export function presentReferral(referral: Referral) {
  return {
    id: referral.id,
    organisationId: referral.organisationId,
    periodId: referral.periodId,
    consultationId: referral.consultationId,
    worryCategory: referral.worryCategory,
    receiverName: referral.receiverName,
    receiverKind: referral.receiverKind,
    handoverMethod: referral.handoverMethod,
    status: referral.status,
    outcome: referral.outcome,
    version: referral.version,
    createdAt: formatTokyo(referral.createdAt),
    updatedAt: formatTokyo(referral.updatedAt),
  };
}

function presentEvent(referralId: string, row: EventRow): ReferralEventView {
  const { version, move, fromStatus, toStatus, accountId, noteSealed, seal } = row;
  const note =
    noteSealed && seal ? unseal({ bytes: noteSealed, seal }, noteContext(referralId, version)) : null;
  return { version, move, fromStatus, toStatus, occurredAt: formatTokyo(row.occurredAt), accountId, note };
}
