import { Injectable } from '@nestjs/common';
import { notFound } from '../../shared/domain-error';
import { formatTokyo } from '../../shared/tokyo-time';
import { firstRow, rows, type Tx } from '../../platform/database/sql';
import { isUuid, type Page, readCursor, toPage } from '../../platform/http/page';
import type { SkillQuery, SkillView } from './skills.dto';

interface SkillRow extends Omit<SkillView, 'withdrawnAt'> {
  readonly withdrawnAt: Date | null;
}

const SKILL = `
  SELECT k.id, k.organisation_id AS "organisationId", k.person_id AS "personId", k.kind, k.code,
         k.valid_from::text AS "validFrom", k.valid_until::text AS "validUntil", k.evidence,
         k.withdrawn_at AS "withdrawnAt", k.version
  FROM person_skill AS k`;

@Injectable()
export class SkillsReader {
  /** By kind and code, so that one page shows who can do the same; of one person where `onlyOf` names one. */
  async page(tx: Tx, query: SkillQuery, onlyOf: string | null): Promise<Page<SkillView>> {
    const cursor = readCursor(query.cursor, [() => true, () => true, isUuid]);
    const found = await rows<SkillRow>(
      tx,
      `${SKILL}
       WHERE ($1::uuid IS NULL OR k.organisation_id = $1) AND ($2::uuid IS NULL OR k.person_id = $2)
         AND ($3::text IS NULL OR k.kind = $3) AND ($4::text IS NULL OR k.code = $4)
         AND ($5::date IS NULL OR (k.withdrawn_at IS NULL AND k.valid_from <= $5
              AND (k.valid_until IS NULL OR k.valid_until > $5)))
         AND ($6::text IS NULL OR (k.kind, k.code, k.id) > ($6, $7::text, $8::uuid))
         AND ($9::uuid IS NULL OR k.person_id = $9)
       ORDER BY k.kind, k.code, k.id LIMIT $10`,
      [
        query.organisationId ?? null,
        query.personId ?? null,
        query.kind ?? null,
        query.code ?? null,
        query.on ?? null,
        cursor?.[0] ?? null,
        cursor?.[1] ?? null,
        cursor?.[2] ?? null,
        onlyOf,
        query.limit + 1,
      ],
    );
    return toPage(found, query.limit, (row) => [row.kind, row.code, row.id], present);
  }

  async byId(tx: Tx, id: string): Promise<SkillView> {
    const found = await firstRow<SkillRow>(tx, `${SKILL} WHERE k.id = $1`, [id]);
    if (!found) throw notFound('資格・条件');
    return present(found);
  }

  async fieldCodes(tx: Tx): Promise<string[]> {
    const found = await rows<{ code: string }>(tx, `SELECT f.code FROM line_field AS f`);
    return found.map(({ code }) => code);
  }
}

function present(row: SkillRow): SkillView {
  return { ...row, withdrawnAt: row.withdrawnAt && formatTokyo(row.withdrawnAt) };
}
