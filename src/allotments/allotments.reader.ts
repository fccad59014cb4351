import { Injectable } from '@nestjs/common';
import type { Actor } from '../shared/actor';
import { notFound } from '../shared/domain-error';
import { formatTokyo } from '../shared/tokyo-time';
import { PeriodsReader } from '../periods/periods.reader';
import { rows, type Tx } from '../platform/database/sql';
import { isInstant, isUuid, type Page, readCursor, toPage } from '../platform/http/page';
import type {
  AllotmentDetailView,
  AllotmentEventView,
  AllotmentQuery,
  AllotmentView,
  ReofferView,
} from './allotments.dto';

interface AllotmentRow extends Omit<AllotmentView, 'startsAt' | 'endsAt' | 'fillBy' | 'freeSeats'> {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly fillBy: Date;
  readonly freeSeats: number;
}

interface EventRow extends Omit<AllotmentEventView, 'occurredAt'> {
  readonly occurredAt: Date;
}

/**
 * Free seats of a block: what organisations gave out of their hands, less what was offered from it again. A contractor's own
 * change is neither: it alters how much is offered at all.
 */
const ALLOTMENT = `
  SELECT * FROM (
    SELECT b.id, b.period_id AS "periodId", b.organisation_id AS "organisationId", o.name AS "organisationName",
           b.channel, b.field_code AS "fieldCode", b.role, b.starts_at AS "startsAt", b.ends_at AS "endsAt", b.seats,
           coalesce(filled.seats, 0) AS "filledSeats", b.fill_by AS "fillBy", b.status,
           b.offered_from AS "offeredFrom", s.id AS "shiftId", b.version,
           lost.seats - regiven.seats AS "freeSeats",
           b.fill_by <= $1 AND b.status IN ('offered', 'accepted') AND coalesce(filled.seats, 0) < b.seats AS "isOverdue"
    FROM seat_allotment AS b
    JOIN organisation AS o ON o.id = b.organisation_id
    LEFT JOIN shift AS s ON s.allotment_id = b.id
    LEFT JOIN LATERAL (
      SELECT count(*)::integer AS seats FROM shift_assignment AS sa WHERE sa.shift_id = s.id AND sa.released_at IS NULL
    ) AS filled ON true
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(e.seats_before - e.seats_after), 0)::integer AS seats FROM seat_allotment_event AS e
      WHERE e.allotment_id = b.id AND e.move IN ('accepted', 'declined', 'given_back', 'flowed_back')
    ) AS lost
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(e.seats_after - e.seats_before), 0)::integer AS seats
      FROM seat_allotment AS c JOIN seat_allotment_event AS e ON e.allotment_id = c.id AND e.move IN ('offered', 'changed')
      WHERE c.offered_from = b.id
    ) AS regiven
    WHERE b.period_id = $2
  ) AS block`;

@Injectable()
export class AllotmentsReader {
  constructor(private readonly periods: PeriodsReader) {}

  /** In the order of the day. */
  async page(
    tx: Tx,
    actor: Actor,
    now: Date,
    periodId: string,
    query: AllotmentQuery,
  ): Promise<Page<AllotmentView>> {
    await this.periods.byId(tx, periodId);
    const cursor = readCursor(query.cursor, [isInstant, isUuid]);
    const found = await rows<AllotmentRow>(
      tx,
      `${ALLOTMENT}
       WHERE ($3::uuid IS NULL OR block."organisationId" = $3) AND ($4::text IS NULL OR block.status = $4)
         AND ($5::timestamptz IS NULL OR block."endsAt" > $5) AND ($6::timestamptz IS NULL OR block."startsAt" < $6)
         AND ($7::text IS NULL OR ($7 = 'overdue' AND block."isOverdue") OR ($7 = 'returned' AND block."freeSeats" > 0))
         AND ($8::timestamptz IS NULL OR (block."startsAt", block.id) > ($8, $9::uuid))
       ORDER BY block."startsAt", block.id LIMIT $10`,
      [
        now,
        periodId,
        query.organisationId ?? null,
        query.status ?? null,
        query.from ?? null,
        query.until ?? null,
        query.attention ?? null,
        cursor?.[0] ?? null,
        cursor?.[1] ?? null,
        query.limit + 1,
      ],
    );
    return toPage(found, query.limit, (row) => [row.startsAt.toISOString(), row.id], presentFor(actor));
  }

  async all(tx: Tx, actor: Actor, now: Date, periodId: string): Promise<AllotmentView[]> {
    const order = `ORDER BY block."startsAt", block."organisationName", block.id`;
    const found = await rows<AllotmentRow>(tx, `${ALLOTMENT} ${order}`, [now, periodId]);
    return found.map(presentFor(actor));
  }

  /** The blocks of these ids, in the order of the day. */
  async some(
    tx: Tx,
    actor: Actor,
    now: Date,
    periodId: string,
    ids: readonly string[],
  ): Promise<AllotmentView[]> {
    const found = await rows<AllotmentRow>(
      tx,
      `${ALLOTMENT} WHERE block.id = ANY ($3) ORDER BY block."startsAt", block.id`,
      [now, periodId, ids],
    );
    return found.map(presentFor(actor));
  }

  async one(tx: Tx, actor: Actor, now: Date, periodId: string, id: string): Promise<AllotmentView> {
    const [found] = await this.some(tx, actor, now, periodId, [id]);
    if (!found) throw notFound('枠');
    return found;
  }

  /** With its way so far, and for those who see every organisation where its returned seats went. */
  async detail(tx: Tx, actor: Actor, now: Date, periodId: string, id: string): Promise<AllotmentDetailView> {
    const block = await this.one(tx, actor, now, periodId, id);
    const events = await rows<EventRow>(
      tx,
      `SELECT e.version, e.move, e.seats_before AS "seatsBefore", e.seats_after AS "seatsAfter", e.reason,
              e.occurred_at AS "occurredAt"
       FROM seat_allotment_event AS e WHERE e.allotment_id = $1 ORDER BY e.version`,
      [id],
    );
    const reoffers = await rows<ReofferView>(
      tx,
      `SELECT c.id, c.organisation_id AS "organisationId", c.seats, c.status
       FROM seat_allotment AS c WHERE c.offered_from = $1 ORDER BY c.created_at, c.id`,
      [id],
    );
    return Object.assign({}, block, {
      events: events.map((event) => ({ ...event, occurredAt: formatTokyo(event.occurredAt) })),
      reoffers: actor.scope === 'all_organisations' ? reoffers : [],
    });
  }
}

function presentFor(actor: Actor): (row: AllotmentRow) => AllotmentView {
  return (row) => ({
    ...row,
    startsAt: formatTokyo(row.startsAt),
    endsAt: formatTokyo(row.endsAt),
    fillBy: formatTokyo(row.fillBy),
    freeSeats: actor.scope === 'all_organisations' ? row.freeSeats : null,
  });
}
