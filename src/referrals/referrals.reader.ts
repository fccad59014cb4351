import { Injectable } from '@nestjs/common';
import type { Actor } from '../shared/actor';
import { notFound } from '../shared/domain-error';
import { formatTokyo } from '../shared/tokyo-time';
import { unseal } from '../platform/crypto/seal';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import { isInstant, isUuid, type Page, type PageQuery, readCursor, toPage } from '../platform/http/page';
import type { Urgency } from './domain/deadline';
import type { ReferralStatus } from './domain/referral-moves';
import { awaitedParty, isOverdue } from './domain/waiting';
import type { Referral } from './referral.entity';
import type { ReferralEventView } from './referrals.dto';
import { noteContext } from './sealed-places';

/** An attempt with what it takes from its need. */
export interface ReferralRow extends Referral {
  readonly urgency: Urgency;
  readonly areaCode: string | null;
  readonly ownerAccountId: string | null;
}

export interface ReferralFilter extends PageQuery {
  readonly status?: ReferralStatus;
  readonly urgency?: Urgency;
  readonly needId?: string;
  readonly consultationId?: string;
  readonly overdue?: 'true';
  readonly mine?: 'true';
}

interface EventRow {
  readonly version: number;
  readonly move: string;
  readonly fromStatus: ReferralStatus | null;
  readonly toStatus: ReferralStatus;
  readonly occurredAt: Date;
  readonly actor: 'staff' | 'external' | 'clock';
  readonly accountId: string | null;
  readonly noteSealed: Buffer | null;
  readonly seal: string | null;
}

const REFERRAL = `
  SELECT r.id, r.organisation_id AS "organisationId", r.period_id AS "periodId", r.consultation_id AS "consultationId",
         r.need_id AS "needId", r.worry_category AS "worryCategory", r.service_id AS "serviceId",
         r.service_version AS "serviceVersion", r.receiver_name AS "receiverName", r.receiver_kind AS "receiverKind",
         r.receiver_phone AS "receiverPhone", r.previous_referral_id AS "previousReferralId",
         r.handover_method AS "handoverMethod", r.status, r.outcome, r.decline_reason AS "declineReason",
         r.withdrawal_reason AS "withdrawalReason", r.sent_at AS "sentAt", r.respond_by AS "respondBy",
         r.appointment_at AS "appointmentAt", r.version, r.created_at AS "createdAt", r.updated_at AS "updatedAt",
         n.urgency, n.area_code AS "areaCode", n.owner_account_id AS "ownerAccountId"
  FROM referral AS r JOIN referral_need AS n ON n.id = r.need_id`;

@Injectable()
export class ReferralsReader {
  /** Newest first; codes only, no notes. */
  async page(tx: Tx, actor: Actor, now: Date, filter: ReferralFilter): Promise<Page<ReferralRow>> {
    const cursor = readCursor(filter.cursor, [isInstant, isUuid]);
    const found = await rows<ReferralRow>(
      tx,
      `${REFERRAL}
       WHERE ($1::text IS NULL OR r.status = $1)
         AND ($2::timestamptz IS NULL OR (r.created_at, r.id) < ($2, $3::uuid))
         AND ($5::text IS NULL OR n.urgency = $5)
         AND ($6::uuid IS NULL OR r.need_id = $6)
         AND ($7::uuid IS NULL OR r.consultation_id = $7)
         AND ($8::uuid IS NULL OR n.owner_account_id = $8)
         AND ($9::timestamptz IS NULL OR r.status = 'sent' AND r.respond_by <= $9)
       ORDER BY r.created_at DESC, r.id DESC LIMIT $4`,
      [
        filter.status ?? null,
        cursor?.[0] ?? null,
        cursor?.[1] ?? null,
        filter.limit + 1,
        filter.urgency ?? null,
        filter.needId ?? null,
        filter.consultationId ?? null,
        filter.mine ? actor.accountId : null,
        filter.overdue ? now : null,
      ],
    );
    return toPage(
      found,
      filter.limit,
      (row) => [row.createdAt.toISOString(), row.id],
      (row) => row,
    );
  }

  async byId(tx: Tx, id: string): Promise<ReferralRow> {
    const found = await firstRow<ReferralRow>(tx, `${REFERRAL} WHERE r.id = $1`, [id]);
    if (!found) throw notFound('つなぎ');
    return found;
  }

  /** The attempts of one need in the order in which they were proposed. */
  async ofNeed(tx: Tx, needId: string): Promise<ReferralRow[]> {
    return rows<ReferralRow>(tx, `${REFERRAL} WHERE r.need_id = $1 ORDER BY r.created_at, r.id`, [needId]);
  }

  /** Each step and what was noted at it. */
  async events(tx: Tx, id: string): Promise<ReferralEventView[]> {
    const found = await rows<EventRow>(
      tx,
      `SELECT e.version, e.move, e.from_status AS "fromStatus", e.to_status AS "toStatus",
              e.occurred_at AS "occurredAt", e.actor, e.account_id AS "accountId", e.note_sealed AS "noteSealed", e.seal
       FROM referral_event AS e WHERE e.referral_id = $1 ORDER BY e.version`,
      [id],
    );
    return found.map((event) => presentEvent(id, event));
  }

  /** Whose time ran out. */
  async overdue(tx: Tx, now: Date, limit: number): Promise<{ id: string; version: number }[]> {
    return rows(
      tx,
      `SELECT r.id, r.version FROM referral AS r
       WHERE r.status = 'sent' AND r.respond_by <= $1 ORDER BY r.respond_by, r.id LIMIT $2`,
      [now, limit],
    );
  }
}

export function presentReferral(referral: ReferralRow, now: Date) {
  const { sentAt, respondBy, appointmentAt, createdAt, updatedAt, serviceVersion: _, ...codes } = referral;
  return {
    ...codes,
    sentAt: stamp(sentAt),
    respondBy: stamp(respondBy),
    appointmentAt: stamp(appointmentAt),
    isOverdue: isOverdue(referral.status, respondBy, now),
    awaited: awaitedParty(referral.status),
    createdAt: formatTokyo(createdAt),
    updatedAt: formatTokyo(updatedAt),
  };
}

function stamp(at: Date | null): string | null {
  return at === null ? null : formatTokyo(at);
}

function presentEvent(referralId: string, row: EventRow): ReferralEventView {
  const { noteSealed, seal, occurredAt, ...event } = row;
  const note =
    noteSealed && seal ? unseal({ bytes: noteSealed, seal }, noteContext(referralId, row.version)) : null;
  return { ...event, occurredAt: formatTokyo(occurredAt), note };
}
