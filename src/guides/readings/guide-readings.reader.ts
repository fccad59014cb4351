import { Injectable } from '@nestjs/common';
import { notFound } from '../../shared/domain-error';
import { tokyoDay } from '../../shared/tokyo-time';
import { firstRow, rows, type Tx } from '../../platform/database/sql';
import { isUuid, type Page, readCursor, toPage } from '../../platform/http/page';
import type { GuideKind } from '../domain/guide';
import { ASKED_STATE } from './asked.sql';

export interface ReadingRow {
  readonly id: string;
  readonly guideId: string;
  readonly number: number;
  readonly personId: string;
  readonly periodId: string | null;
  readonly digest: string;
  readonly way: 'self' | 'paper';
  readonly signedOn: string | null;
  readonly recordedAt: Date;
  readonly withdrawnAt: Date | null;
}

interface AskedRow {
  readonly neededNumber: number;
  readonly requiredFrom: Date;
  readonly readNumber: number | null;
  readonly readAt: Date | null;
  readonly way: 'self' | 'paper' | null;
  readonly isUnread: boolean;
}

export interface AskedPersonRow extends AskedRow {
  readonly personId: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly readingId: string | null;
}

export interface OwnGuideRow extends AskedRow {
  readonly guideId: string;
  readonly code: string;
  readonly kind: GuideKind;
  readonly title: string;
  readonly currentNumber: number;
  readonly periodId: string | null;
  readonly periodLabel: string | null;
}

export interface OrganisationCountRow {
  readonly organisationId: string;
  readonly organisationName: string;
  readonly code: string;
  readonly asked: number;
  readonly unread: number;
}

interface PageOf {
  readonly limit: number;
  readonly cursor?: string;
}

interface StateQuery extends PageOf {
  readonly state?: 'read' | 'unread';
}

/** One document, for one period where it is a pledge. */
export interface GuideInPeriod {
  readonly guideId: string;
  readonly periodId: string | null;
}

/** Who belongs to whom: one person of one organisation. */
export interface Member {
  readonly personId: string;
  readonly organisationId: string;
}

@Injectable()
export class GuideReadingsReader {
  async byId(tx: Tx, guideId: string, id: string): Promise<ReadingRow> {
    const found = await firstRow<ReadingRow>(
      tx,
      `SELECT ${READING} FROM guide_reading AS r WHERE r.guide_id = $1 AND r.id = $2`,
      [guideId, id],
    );
    if (!found) throw notFound('既読の記録');
    return found;
  }

  async standing(
    tx: Tx,
    { guideId, number, personId, periodId }: Pick<ReadingRow, 'guideId' | 'number' | 'personId' | 'periodId'>,
  ): Promise<ReadingRow | null> {
    return firstRow<ReadingRow>(
      tx,
      `SELECT ${READING} FROM guide_reading AS r
       WHERE r.guide_id = $1 AND r.number = $2 AND r.person_id = $3 AND r.period_id IS NOT DISTINCT FROM $4
         AND r.withdrawn_at IS NULL`,
      [guideId, number, personId, periodId],
    );
  }

  /** The people of one organisation whom it concerns, in reading order. */
  async people(
    tx: Tx,
    now: Date,
    { organisationId, ...of }: GuideInPeriod & { readonly organisationId: string },
    query: StateQuery,
  ): Promise<Page<AskedPersonRow>> {
    const cursor = readCursor(query.cursor, [() => true, () => true, isUuid]);
    const found = await rows<AskedPersonRow & { familyKana: string; givenKana: string }>(
      tx,
      `SELECT p.id AS "personId", p.family_name AS "familyName", p.given_name AS "givenName",
              p.family_kana AS "familyKana", p.given_kana AS "givenKana", s.reading_id AS "readingId", ${STATE}
       FROM (${ASKED_STATE}) AS s JOIN person AS p ON p.id = s.person_id
       WHERE s.guide_id = $2 AND s.period_id IS NOT DISTINCT FROM $3 AND s.organisation_id = $4
         AND ($5::text IS NULL OR s.is_unread = ($5 = 'unread'))
         AND ($6::text IS NULL OR (p.family_kana, p.given_kana, p.id) > ($6, $7::text, $8::uuid))
       ORDER BY p.family_kana, p.given_kana, p.id LIMIT $9`,
      [
        tokyoDay(now),
        of.guideId,
        of.periodId,
        organisationId,
        query.state ?? null,
        ...(cursor ?? [null, null, null]),
        query.limit + 1,
      ],
    );
    return toPage(
      found,
      query.limit,
      (row) => [row.familyKana, row.givenKana, row.personId],
      ({ familyKana: _family, givenKana: _given, ...row }) => row,
    );
  }

  /** How many of each organisation that the actor sees, and nobody by name. */
  async counts(tx: Tx, now: Date, of: GuideInPeriod, query: PageOf): Promise<Page<OrganisationCountRow>> {
    const cursor = readCursor(query.cursor, [(code) => code.length > 0]);
    const found = await rows<OrganisationCountRow>(
      tx,
      `SELECT o.id AS "organisationId", o.name AS "organisationName", o.code, count(*)::integer AS asked,
              (count(*) FILTER (WHERE s.is_unread))::integer AS unread
       FROM (${ASKED_STATE}) AS s JOIN organisation AS o ON o.id = s.organisation_id
       WHERE s.guide_id = $2 AND s.period_id IS NOT DISTINCT FROM $3 AND ($4::text IS NULL OR o.code > $4)
       GROUP BY o.id, o.name, o.code ORDER BY o.code LIMIT $5`,
      [tokyoDay(now), of.guideId, of.periodId, cursor?.[0] ?? null, query.limit + 1],
    );
    return toPage(
      found,
      query.limit,
      ({ code }) => [code],
      (row) => row,
    );
  }

  /** What one person is asked to read, and to pledge for each period that is not over. */
  async own(tx: Tx, now: Date, member: Member, query: StateQuery): Promise<Page<OwnGuideRow>> {
    const cursor = readCursor(query.cursor, [(code) => code.length > 0, () => true]);
    const found = await rows<OwnGuideRow>(
      tx,
      `SELECT s.guide_id AS "guideId", s.code, g.kind, v.title, g.current_number AS "currentNumber",
              s.period_id AS "periodId", pe.label AS "periodLabel", ${STATE}
       FROM (${ASKED_STATE}) AS s
       JOIN guide AS g ON g.id = s.guide_id
       JOIN guide_version AS v ON v.guide_id = g.id AND v.number = g.current_number
       LEFT JOIN period AS pe ON pe.id = s.period_id
       WHERE s.person_id = $2 AND s.organisation_id = $3 AND s.withdrawn_at IS NULL
         AND (pe.id IS NULL OR pe.status <> 'closed') AND ($4::text IS NULL OR s.is_unread = ($4 = 'unread'))
         AND ($5::text IS NULL OR (s.code, coalesce(s.period_id::text, '')) > ($5, $6::text))
       ORDER BY s.code, coalesce(s.period_id::text, '') LIMIT $7`,
      [
        tokyoDay(now),
        member.personId,
        member.organisationId,
        query.state ?? null,
        ...(cursor ?? [null, null]),
        query.limit + 1,
      ],
    );
    return toPage(
      found,
      query.limit,
      ({ code, periodId }) => [code, periodId ?? ''],
      (row) => row,
    );
  }

  /** Does this person serve this organisation, now or soon? */
  async serves(tx: Tx, now: Date, { personId, organisationId }: Member): Promise<boolean> {
    const found = await firstRow(
      tx,
      `SELECT FROM affiliation AS a
       WHERE a.person_id = $1 AND a.organisation_id = $2 AND (a.valid_until IS NULL OR a.valid_until > $3::date) LIMIT 1`,
      [personId, organisationId, tokyoDay(now)],
    );
    return found !== null;
  }
}

const READING = `r.id, r.guide_id AS "guideId", r.number, r.person_id AS "personId", r.period_id AS "periodId", r.digest,
  r.way, r.signed_on::text AS "signedOn", r.recorded_at AS "recordedAt", r.withdrawn_at AS "withdrawnAt"`;

const STATE = `s.needed_number AS "neededNumber", s.required_from AS "requiredFrom", s.read_number AS "readNumber",
  s.recorded_at AS "readAt", s.way, s.is_unread AS "isUnread"`;
