import { Injectable } from '@nestjs/common';
import { notFound } from '../shared/domain-error';
import { isInstant, isUuid, type Page, type PageQuery, readCursor, toPage } from '../platform/http/page';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import { minuteOfClock, type OpeningWindow } from './domain/opening-hours';
import { type Channel, Period } from './period.entity';

export interface PeriodFieldRow {
  readonly fieldCode: string;
  readonly digit: string | null;
  readonly label: string;
  readonly sortOrder: number;
}

export interface OpeningWindowRow {
  readonly id: string;
  readonly channel: Channel;
  readonly fieldCode: string | null;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly dailyFrom: string | null;
  readonly dailyUntil: string | null;
}

export interface ParticipationRow {
  readonly id: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly seatsPromised: number | null;
  readonly budgetYen: bigint | null;
  readonly maxMinutes: number | null;
  readonly version: number;
}

@Injectable()
export class PeriodsReader {
  /** Newest first. */
  async page(tx: Tx, query: PageQuery): Promise<Page<Period>> {
    const cursor = readCursor(query.cursor, [isInstant, isUuid]);
    const found = await rows<Period>(
      tx,
      `SELECT p.id, p.label, p.form_id AS "formId", p.starts_at AS "startsAt", p.ends_at AS "endsAt", p.status, p.note,
              p.sheet_due_hours AS "sheetDueHours", p.drafts_left AS "draftsLeft",
              p.drafts_left_reason AS "draftsLeftReason", p.version, p.created_at AS "createdAt"
       FROM period AS p
       WHERE $1::timestamptz IS NULL OR (p.starts_at, p.id) < ($1, $2::uuid)
       ORDER BY p.starts_at DESC, p.id DESC LIMIT $3`,
      [cursor?.[0] ?? null, cursor?.[1] ?? null, query.limit + 1],
    );
    return toPage(
      found,
      query.limit,
      (row) => [row.startsAt.toISOString(), row.id],
      (row) => row,
    );
  }

  async byId(tx: Tx, id: string): Promise<Period> {
    const found = await tx.findOneBy(Period, { id });
    if (!found) throw notFound('実施期');
    return found;
  }

  /**
   * The period as it stays until the transaction ends. `shared`: nobody closes or moves it meanwhile, others may build on it
   * too. `alone`: nobody else builds on it either.
   */
  held(tx: Tx, id: string, hold: 'shared' | 'alone'): Promise<Period | null> {
    const mode = hold === 'shared' ? 'pessimistic_read' : 'pessimistic_write';
    return tx.findOne(Period, { where: { id }, lock: { mode } });
  }

  /** The voice menu in its announced order. */
  async menu(tx: Tx, periodId: string): Promise<PeriodFieldRow[]> {
    return rows(
      tx,
      `SELECT f.field_code AS "fieldCode", f.digit, f.label_ja AS label, f.sort_order AS "sortOrder"
       FROM period_field AS f WHERE f.period_id = $1 ORDER BY f.sort_order`,
      [periodId],
    );
  }

  async windowRows(tx: Tx, periodId: string): Promise<OpeningWindowRow[]> {
    return rows(
      tx,
      `SELECT w.id, w.channel, w.field_code AS "fieldCode", w.opens_at AS "opensAt", w.closes_at AS "closesAt",
              w.daily_from AS "dailyFrom", w.daily_until AS "dailyUntil"
       FROM opening_window AS w WHERE w.period_id = $1 ORDER BY w.channel, w.field_code NULLS FIRST, w.opens_at, w.id`,
      [periodId],
    );
  }

  /** The opening hours as the rule `isOpen` takes them. */
  async openingHours(tx: Tx, periodId: string): Promise<OpeningWindow[]> {
    return (await this.windowRows(tx, periodId)).map(toWindow);
  }

  /** Participations the actor may see, by organisation code. */
  async participations(tx: Tx, periodId: string): Promise<ParticipationRow[]> {
    return rows(
      tx,
      `SELECT pa.id, pa.organisation_id AS "organisationId", o.name AS "organisationName",
              pa.seats_promised AS "seatsPromised", pa.budget_yen AS "budgetYen",
              pa.max_minutes AS "maxMinutes", pa.version
       FROM participation AS pa JOIN organisation AS o ON o.id = pa.organisation_id
       WHERE pa.period_id = $1 ORDER BY o.code`,
      [periodId],
    );
  }

  async takesPart(tx: Tx, periodId: string, organisationId: string): Promise<boolean> {
    const found = await firstRow(
      tx,
      `SELECT FROM participation AS pa WHERE pa.period_id = $1 AND pa.organisation_id = $2`,
      [periodId, organisationId],
    );
    return found !== null;
  }
}

function toWindow(row: OpeningWindowRow): OpeningWindow {
  const daily =
    row.dailyFrom !== null && row.dailyUntil !== null
      ? { fromMinute: minuteOfClock(row.dailyFrom), untilMinute: minuteOfClock(row.dailyUntil) }
      : null;
  return {
    channel: row.channel,
    fieldCode: row.fieldCode,
    open: { from: row.opensAt, until: row.closesAt },
    daily,
  };
}
