import { Injectable } from '@nestjs/common';
import { notFound } from '../shared/domain-error';
import { isUuid, type Page, type PageQuery, readCursor, toPage } from '../platform/http/page';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import type { PersonView } from './organisations.dto';

const PERSON = `
  SELECT p.id, p.family_name AS "familyName", p.given_name AS "givenName", p.family_kana AS "familyKana",
         p.given_kana AS "givenKana", p.version,
         (SELECT json_agg(json_build_object('organisationId', a.organisation_id, 'staffCode', a.staff_code,
                   'validFrom', a.valid_from, 'validUntil', a.valid_until) ORDER BY a.valid_from)
          FROM affiliation AS a WHERE a.person_id = p.id) AS affiliations
  FROM person AS p`;

@Injectable()
export class PeopleReader {
  /** People of the organisations the actor sees, in reading order. */
  async page(tx: Tx, query: PageQuery): Promise<Page<PersonView>> {
    const cursor = readCursor(query.cursor, [() => true, () => true, isUuid]);
    const found = await rows<PersonView>(
      tx,
      `${PERSON}
       WHERE $1::text IS NULL OR (p.family_kana, p.given_kana, p.id) > ($1, $2::text, $3::uuid)
       ORDER BY p.family_kana, p.given_kana, p.id LIMIT $4`,
      [cursor?.[0] ?? null, cursor?.[1] ?? null, cursor?.[2] ?? null, query.limit + 1],
    );
    return toPage(
      found,
      query.limit,
      (row) => [row.familyKana, row.givenKana, row.id],
      (row) => row,
    );
  }

  async byId(tx: Tx, id: string): Promise<PersonView> {
    const found = await firstRow<PersonView>(tx, `${PERSON} WHERE p.id = $1`, [id]);
    if (!found) throw notFound('人');
    return found;
  }

  /** Does this person serve this organisation on this day? */
  async servesOn(tx: Tx, personId: string, organisationId: string, day: string): Promise<boolean> {
    const found = await firstRow(
      tx,
      `SELECT FROM affiliation AS a
       WHERE a.person_id = $1 AND a.organisation_id = $2 AND a.valid_from <= $3::date
         AND (a.valid_until IS NULL OR a.valid_until > $3::date)`,
      [personId, organisationId, day],
    );
    return found !== null;
  }
}
