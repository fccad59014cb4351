import { Injectable } from '@nestjs/common';
import { notFound } from '../shared/domain-error';
import type { TokyoDay } from '../shared/tokyo-time';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import { isUuid, type Page, type PageQuery, readCursor, toPage } from '../platform/http/page';
import type { ServiceLists } from './domain/check-service';
import type { DirectoryService } from './domain/service-content';
import { daysLater, WARNING_DAYS } from './domain/staleness';

export interface ServicesFilter extends PageQuery {
  readonly worry?: string;
  readonly field?: string;
  readonly bodyId?: string;
}

export interface DueService {
  readonly id: string;
  readonly name: string;
  readonly bodyName: string;
  readonly verifiedOn: TokyoDay | null;
  readonly verifyBy: TokyoDay | null;
  readonly reverifyEveryDays: number;
  readonly version: number;
}

const SERVICE = `
  SELECT s.id, s.code, s.body_id AS "bodyId", b.name AS "bodyName", b.kind AS "bodyKind", s.name, s.kana, s.description,
         s.worries, s.fields, s.min_age AS "minAge", s.max_age AS "maxAge", s.languages, s.accompaniment,
         s.night_contact AS "nightContact", s.eligibility, s.fee, s.url, s.email, s.source, s.valid_from AS "validFrom",
         s.valid_until AS "validUntil", s.areas, s.schedules, s.exceptions, s.phones,
         s.reverify_every_days AS "reverifyEveryDays", s.verified_on AS "verifiedOn", s.verified_by AS "verifiedBy",
         s.capacity, s.capacity_on AS "capacityOn", s.status, s.retired_reason AS "retiredReason", s.version,
         s.updated_at AS "updatedAt"
  FROM directory_service AS s JOIN directory_body AS b ON b.id = s.body_id`;

@Injectable()
export class DirectoryServicesReader {
  async byId(tx: Tx, id: string): Promise<DirectoryService> {
    const found = await firstRow<DirectoryService>(tx, `${SERVICE} WHERE s.id = $1`, [id]);
    if (!found) throw notFound('つなぎ先');
    return found;
  }

  async byIds(tx: Tx, ids: readonly string[]): Promise<DirectoryService[]> {
    return rows<DirectoryService>(tx, `${SERVICE} WHERE s.id = ANY ($1)`, [ids]);
  }

  async page(tx: Tx, query: ServicesFilter): Promise<Page<DirectoryService>> {
    const cursor = readCursor(query.cursor, [(name) => name.length > 0, isUuid]);
    const found = await rows<DirectoryService>(
      tx,
      `${SERVICE}
       WHERE ($1::text IS NULL OR (s.name, s.id) > ($1, $2::uuid))
         AND ($3::text IS NULL OR $3 = ANY (s.worries)) AND ($4::text IS NULL OR $4 = ANY (s.fields))
         AND ($5::uuid IS NULL OR s.body_id = $5)
       ORDER BY s.name, s.id LIMIT $6`,
      [
        cursor?.[0] ?? null,
        cursor?.[1] ?? null,
        query.worry ?? null,
        query.field ?? null,
        query.bodyId ?? null,
        query.limit + 1,
      ],
    );
    return toPage(
      found,
      query.limit,
      ({ name, id }) => [name, id],
      (row) => row,
    );
  }

  /** Everything that may be offered; worry, field and language sift before the rules of `matchServices` do. */
  async candidates(
    tx: Tx,
    need: { worry: string | null; field: string | null; language: string | null },
  ): Promise<DirectoryService[]> {
    return rows<DirectoryService>(
      tx,
      `${SERVICE}
       WHERE s.status = 'active' AND ($1::text IS NULL OR $1 = ANY (s.worries)) AND ($2::text IS NULL OR $2 = ANY (s.fields))
         AND ($3::text IS NULL OR $3 = ANY (s.languages))`,
      [need.worry, need.field, need.language],
    );
  }

  /** Everything there ever was, in the order of the file. */
  async all(tx: Tx): Promise<DirectoryService[]> {
    return rows<DirectoryService>(tx, `${SERVICE} ORDER BY b.name, s.name, s.id`);
  }

  /** Never verified first, then those that are due longest. */
  async due(tx: Tx, today: TokyoDay, query: PageQuery): Promise<Page<DueService>> {
    const cursor = readCursor(query.cursor, [(day) => /^\d{4}-\d{2}-\d{2}$/.test(day), isUuid]);
    const found = await rows<DueService>(
      tx,
      `SELECT s.id, s.name, b.name AS "bodyName", s.verified_on AS "verifiedOn", s.verify_by AS "verifyBy",
              s.reverify_every_days AS "reverifyEveryDays", s.version
       FROM directory_service AS s JOIN directory_body AS b ON b.id = s.body_id
       WHERE s.status = 'active' AND coalesce(s.verify_by, '0001-01-01') < $1::date
         AND ($2::date IS NULL OR (coalesce(s.verify_by, '0001-01-01'), s.id) > ($2, $3::uuid))
       ORDER BY coalesce(s.verify_by, '0001-01-01'), s.id LIMIT $4`,
      [daysLater(today, WARNING_DAYS), cursor?.[0] ?? null, cursor?.[1] ?? null, query.limit + 1],
    );
    return toPage(
      found,
      query.limit,
      ({ verifyBy, id }) => [verifyBy ?? '0001-01-01', id],
      (row) => row,
    );
  }

  async lists(tx: Tx): Promise<ServiceLists> {
    const worries = await rows<{ code: string }>(
      tx,
      `SELECT r.code FROM reference_code AS r WHERE r.list = 'worry_category'`,
    );
    const fields = await rows<{ code: string }>(tx, `SELECT l.code FROM line_field AS l`);
    return {
      worries: new Set(worries.map(({ code }) => code)),
      fields: new Set(fields.map(({ code }) => code)),
    };
  }
}
