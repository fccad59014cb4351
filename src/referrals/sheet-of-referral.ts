import type { Actor } from '../shared/actor';
import { firstRow, type Tx } from '../platform/database/sql';
import { isLetInToOne, keepsToOwnSheets } from './domain/referral-moves';

/** What a referral takes from its record sheet. */
export interface Sheet {
  readonly id: string;
  readonly organisationId: string;
  readonly periodId: string;
  readonly counsellorId: string | null;
  readonly status: string;
  readonly prefectureCode: string | null;
  readonly ageBand: string;
  readonly urgency: string;
}

/** Null: there is none, or none on which this actor may work. */
export async function sheetFor(tx: Tx, actor: Actor, id: string): Promise<Sheet | null> {
  const sheet = await firstRow<Sheet>(
    tx,
    `SELECT c.id, c.organisation_id AS "organisationId", c.period_id AS "periodId", c.counsellor_id AS "counsellorId",
            c.status, CASE WHEN c.prefecture_code ~ '^[0-9]{2}$' THEN c.prefecture_code END AS "prefectureCode",
            coalesce(c.subject_age_band, c.age_band) AS "ageBand", c.urgency
     FROM consultation AS c WHERE c.id = $1`,
    [id],
  );
  return sheet !== null && mayUse(actor, sheet) ? sheet : null;
}

function mayUse(actor: Actor, sheet: Sheet): boolean {
  if (isLetInToOne(actor.roles) || !keepsToOwnSheets(actor.roles)) return true;
  return sheet.counsellorId !== null && sheet.counsellorId === actor.personId;
}
