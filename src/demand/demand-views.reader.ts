import { Injectable } from '@nestjs/common';
import { notFound } from '../shared/domain-error';
import { formatTokyo } from '../shared/tokyo-time';
import { isInstant, type Page, readCursor, toPage } from '../platform/http/page';
import { rows, type Tx } from '../platform/database/sql';
import type { DemandCellView, DemandDayView, DemandPlanView, DemandQuery } from './demand.dto';
import { DemandReader, type PlanHead } from './demand.reader';
import { handlingSeconds, type PlannedSlot } from './domain/demand-slot';
import { describeBasis } from './domain/measured-history';

/** The plan in force as people look at it. */
@Injectable()
export class DemandViewsReader {
  constructor(private readonly demand: DemandReader) {}

  async plan(tx: Tx, periodId: string): Promise<DemandPlanView> {
    const head = await this.demand.newestPlan(tx, periodId);
    if (!head) throw notFound('需要の計算');
    return present(head, await this.days(tx, head.id));
  }

  /** In order of time, so that a night over midnight is one stretch. */
  async cells(tx: Tx, planId: string, query: DemandQuery): Promise<Page<DemandCellView>> {
    const cursor = readCursor(query.cursor, [isInstant, isCode, isCode]);
    const found = await rows<PlannedSlot>(
      tx,
      `SELECT c.channel, c.field_code AS "fieldCode", c.starts_at AS "startsAt", c.calls, c.talk_seconds AS "talkSeconds",
              c.wrap_up_seconds AS "wrapUpSeconds", c.patience_seconds AS "patienceSeconds",
              c.offered_load AS "offeredLoad", c.seats
       FROM demand_cell AS c
       WHERE c.plan_id = $1 AND ($2::text IS NULL OR c.channel = $2) AND ($3::text IS NULL OR c.field_code = $3)
         AND ($4::timestamptz IS NULL OR c.starts_at >= $4) AND ($5::timestamptz IS NULL OR c.starts_at < $5)
         AND ($6::timestamptz IS NULL OR (c.starts_at, c.channel, coalesce(c.field_code, '')) > ($6, $7, $8))
       ORDER BY c.starts_at, c.channel, coalesce(c.field_code, '') LIMIT $9`,
      [
        planId,
        query.channel ?? null,
        query.fieldCode ?? null,
        query.from ?? null,
        query.until ?? null,
        ...(cursor ?? [null, null, null]),
        query.limit + 1,
      ],
    );
    return toPage(found, query.limit, cursorOf, presentCell);
  }

  /** By the calendar day in Asia/Tokyo a half hour begins on. */
  private days(tx: Tx, planId: string): Promise<DemandDayView[]> {
    return rows<DemandDayView>(
      tx,
      `WITH half_hour AS (
         SELECT c.starts_at, sum(c.calls) AS calls, sum(c.seats) AS seats
         FROM demand_cell AS c WHERE c.plan_id = $1
         GROUP BY c.starts_at
       )
       SELECT to_char(h.starts_at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM-DD') AS day, round(sum(h.calls)::numeric, 1)::float8 AS calls,
              (sum(h.seats) / 2.0)::float8 AS "seatHours", max(h.seats)::integer AS "mostSeats"
       FROM half_hour AS h GROUP BY 1 ORDER BY 1`,
      [planId],
    );
  }
}

const isCode = (value: string): boolean => /^[a-z0-9_-]{0,40}$/.test(value);

function cursorOf({ startsAt, channel, fieldCode }: PlannedSlot): string[] {
  return [startsAt.toISOString(), channel, fieldCode ?? ''];
}

function present(head: PlanHead, days: readonly DemandDayView[]): DemandPlanView {
  return { ...head, basis: describeBasis(head.measured), computedAt: formatTokyo(head.computedAt), days };
}

function presentCell(slot: PlannedSlot): DemandCellView {
  return {
    ...slot,
    startsAt: formatTokyo(slot.startsAt),
    calls: rounded(slot.calls, 3),
    talkSeconds: Math.round(slot.talkSeconds),
    wrapUpSeconds: Math.round(slot.wrapUpSeconds),
    handlingSeconds: Math.round(handlingSeconds(slot)),
    patienceSeconds: Math.round(slot.patienceSeconds),
    offeredLoad: rounded(slot.offeredLoad, 3),
  };
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
