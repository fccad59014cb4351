import { Injectable } from '@nestjs/common';
import { notFound } from '../shared/domain-error';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import { type Page, readCursor, toPage } from '../platform/http/page';
import type { Audience, Change, GuideKind } from './domain/guide';

export interface GuideRow extends Audience {
  readonly id: string;
  readonly code: string;
  readonly kind: GuideKind;
  readonly language: string;
  readonly title: string;
  readonly currentNumber: number | null;
  /** The newest major version: this one or a newer one is to be read. */
  readonly neededNumber: number | null;
  readonly withdrawnAt: Date | null;
  readonly version: number;
}

export interface GuideVersionRow {
  readonly guideId: string;
  readonly number: number;
  readonly title: string;
  readonly body: string;
  /** Counts the changes of a draft; its ETag. */
  readonly revision: number;
  readonly createdAt: Date;
  readonly change: Change | null;
  readonly requiredFrom: Date | null;
  readonly digest: string | null;
  readonly publishedAt: Date | null;
}

interface GuidesQuery {
  readonly limit: number;
  readonly cursor?: string;
  readonly kind?: GuideKind;
}

const isNumber = (text: string): boolean => /^[1-9]\d{0,8}$/.test(text);

/** Documents and their versions, as far as the actor sees them: drafts are the office's. */
@Injectable()
export class GuidesReader {
  async page(tx: Tx, query: GuidesQuery): Promise<Page<GuideRow>> {
    const cursor = readCursor(query.cursor, [(code) => code.length > 0]);
    const found = await rows<GuideRow>(
      tx,
      `${GUIDE} WHERE ($1::text IS NULL OR g.code > $1) AND ($2::text IS NULL OR g.kind = $2) ORDER BY g.code LIMIT $3`,
      [cursor?.[0] ?? null, query.kind ?? null, query.limit + 1],
    );
    return toPage(
      found,
      query.limit,
      ({ code }) => [code],
      (row) => row,
    );
  }

  async byId(tx: Tx, id: string): Promise<GuideRow> {
    const found = await firstRow<GuideRow>(tx, `${GUIDE} WHERE g.id = $1`, [id]);
    if (!found) throw notFound('文書');
    return found;
  }

  /** Newest first. */
  async versions(tx: Tx, guideId: string, query: Omit<GuidesQuery, 'kind'>): Promise<Page<GuideVersionRow>> {
    const cursor = readCursor(query.cursor, [isNumber]);
    const found = await rows<GuideVersionRow>(
      tx,
      `${VERSION} WHERE v.guide_id = $1 AND ($2::integer IS NULL OR v.number < $2) ORDER BY v.number DESC LIMIT $3`,
      [guideId, cursor?.[0] ?? null, query.limit + 1],
    );
    return toPage(
      found,
      query.limit,
      ({ number }) => [String(number)],
      (row) => row,
    );
  }

  async version(tx: Tx, guideId: string, number: number): Promise<GuideVersionRow> {
    const found = await firstRow<GuideVersionRow>(tx, `${VERSION} WHERE v.guide_id = $1 AND v.number = $2`, [
      guideId,
      number,
    ]);
    if (!found) throw notFound('文書の版');
    return found;
  }
}

const GUIDE = `
  SELECT g.id, g.code, g.kind, g.language, newest.title, g.roles, g.fields, g.organisation_ids AS "organisationIds",
         g.current_number AS "currentNumber",
         (SELECT max(m.number) FROM guide_version AS m WHERE m.guide_id = g.id AND m.change = 'major') AS "neededNumber",
         g.withdrawn_at AS "withdrawnAt", g.version
  FROM guide AS g
  JOIN LATERAL (SELECT v.title FROM guide_version AS v WHERE v.guide_id = g.id
                ORDER BY v.published_at IS NULL, v.number DESC LIMIT 1) AS newest ON true`;

const VERSION = `
  SELECT v.guide_id AS "guideId", v.number, v.title, v.body, v.revision, v.created_at AS "createdAt", v.change,
         v.required_from AS "requiredFrom", v.digest, v.published_at AS "publishedAt"
  FROM guide_version AS v`;
