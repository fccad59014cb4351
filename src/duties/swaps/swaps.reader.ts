import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { notFound } from '../../shared/domain-error';
import { formatTokyo } from '../../shared/tokyo-time';
import { isInstant, isUuid, type Page, readCursor, toPage } from '../../platform/http/page';
import { firstRow, rows, type Tx } from '../../platform/database/sql';
import { plansDuties } from '../domain/duty-policy';
import type { SwapStatus } from '../domain/swap-moves';
import { mayNamePartner, swapParts } from '../domain/swap-policy';
import type { SwapPersonView, SwapQuery, SwapView } from './swaps.dto';

interface SeatJson {
  readonly organisationId: string;
  readonly channel: string;
  readonly role: string;
  /** As PostgreSQL writes it into JSON. */
  readonly startsAt: string;
  readonly endsAt: string;
}

interface SwapRow {
  readonly id: string;
  readonly kind: string;
  readonly status: SwapStatus;
  readonly organisationId: string;
  readonly partnerOrganisationId: string;
  readonly proposerId: string;
  readonly partnerId: string;
  readonly seat: SeatJson;
  readonly partnerSeat: SeatJson | null;
  readonly proposer: SwapPersonView | null;
  readonly partner: SwapPersonView | null;
  readonly expiresAt: Date;
  readonly createdAt: Date;
  readonly version: number;
}

const named = (person: string): string =>
  `CASE WHEN ${person}.id IS NOT NULL THEN json_build_object('personId', ${person}.id, 'familyName', ${person}.family_name,
     'givenName', ${person}.given_name) END`;

/**
 * Seats are kept with the swap as they were proposed, since neither side sees the other's roster. An open one is over with its
 * instant, whether or not anybody has written that down yet.
 */
const SWAP = `
  SELECT w.id, w.kind, w.organisation_id AS "organisationId", w.partner_organisation_id AS "partnerOrganisationId",
         w.proposer_id AS "proposerId", w.partner_id AS "partnerId", w.seat, w.partner_seat AS "partnerSeat",
         CASE WHEN w.status IN ('proposed','accepted','approved_once') AND w.expires_at <= $1 THEN 'expired' ELSE w.status END
           AS status,
         ${named('pp')} AS proposer, ${named('pa')} AS partner, w.expires_at AS "expiresAt", w.created_at AS "createdAt",
         w.version
  FROM swap AS w LEFT JOIN person AS pp ON pp.id = w.proposer_id LEFT JOIN person AS pa ON pa.id = w.partner_id`;

@Injectable()
export class SwapsReader {
  /** Newest first: one's own, and for whoever coordinates those of the organisation. */
  async page(tx: Tx, actor: Actor, now: Date, query: SwapQuery): Promise<Page<SwapView>> {
    const cursor = readCursor(query.cursor, [isInstant, isUuid]);
    const found = await rows<SwapRow>(
      tx,
      `SELECT * FROM (${SWAP}) AS w
       WHERE ($2 OR w."proposerId" = $3 OR w."partnerId" = $3) AND ($4::text IS NULL OR w.status = $4)
         AND ($5::timestamptz IS NULL OR (w."createdAt", w.id) < ($5, $6::uuid))
       ORDER BY w."createdAt" DESC, w.id DESC LIMIT $7`,
      [
        now,
        plansDuties(actor),
        actor.personId,
        query.status ?? null,
        cursor?.[0] ?? null,
        cursor?.[1] ?? null,
        query.limit + 1,
      ],
    );
    return toPage(
      found,
      query.limit,
      (row) => [row.createdAt.toISOString(), row.id],
      (row) => present(row, actor),
    );
  }

  async byId(tx: Tx, actor: Actor, now: Date, id: string): Promise<SwapView> {
    const found = await firstRow<SwapRow>(tx, `${SWAP} WHERE w.id = $2`, [now, id]);
    if (!found || swapParts(actor, found).length === 0) throw notFound('交代の申し出');
    return present(found, actor);
  }
}

function present(row: SwapRow, actor: Actor): SwapView {
  const yourParts = swapParts(actor, row);
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    yourParts,
    seat: presentSeat(row.seat),
    partnerSeat: row.partnerSeat && presentSeat(row.partnerSeat),
    proposer: row.proposer,
    partner: mayNamePartner(yourParts, row) ? row.partner : null,
    expiresAt: formatTokyo(row.expiresAt),
    version: row.version,
  };
}

function presentSeat(seat: SeatJson) {
  return {
    organisationId: seat.organisationId,
    channel: seat.channel,
    role: seat.role,
    startsAt: formatTokyo(new Date(seat.startsAt)),
    endsAt: formatTokyo(new Date(seat.endsAt)),
  };
}
