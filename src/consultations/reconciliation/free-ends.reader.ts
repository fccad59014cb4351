import { Injectable } from '@nestjs/common';
import { rows, type Tx } from '../../platform/database/sql';
import type { FreeEnds } from '../domain/matching/find-pairs';
import type { Duty, FreeCall, FreeSheet } from '../domain/matching/score-match';

/** A sheet with the version that a match is based on. */
interface VersionedSheet extends FreeSheet {
  readonly version: number;
}

/** What an organisation's sheets and calls can be brought together from. */
export interface OrganisationEnds extends FreeEnds {
  readonly sheets: readonly VersionedSheet[];
  /** Pairs that a person took apart, as `sheet call`. */
  readonly refused: ReadonlySet<string>;
}

@Injectable()
export class FreeEndsReader {
  /** Organisations with a sheet that has no call. Null: of all. */
  async organisations(tx: Tx, periodId: string, only: string | null): Promise<string[]> {
    const found = await rows<{ id: string }>(
      tx,
      `SELECT DISTINCT co.organisation_id AS id FROM consultation AS co
       WHERE co.period_id = $1 AND co.contact_id IS NULL AND co.status <> 'voided'
         AND ($2::uuid IS NULL OR co.organisation_id = $2)
       ORDER BY co.organisation_id`,
      [periodId, only],
    );
    return found.map(({ id }) => id);
  }

  async of(tx: Tx, periodId: string, organisationId: string): Promise<OrganisationEnds> {
    const place = [periodId, organisationId];
    const sheets = await rows<VersionedSheet>(tx, SHEETS, place);
    const calls = await rows<FreeCall>(tx, CALLS, place);
    const duties = await rows<Duty>(tx, DUTIES, place);
    const refused = await rows<{ pair: string }>(tx, REFUSED, place);
    return { sheets, calls, duties, refused: new Set(refused.map(({ pair }) => pair)) };
  }
}

const SHEETS = `
  SELECT co.id, co.channel, co.started_at AS "startedAt", co.talk_seconds AS "talkSeconds",
         co.counsellor_id AS "counsellorId", co.version
  FROM consultation AS co
  WHERE co.period_id = $1 AND co.organisation_id = $2 AND co.contact_id IS NULL AND co.status <> 'voided'`;

/** Answered and not handed on: the calls that are due a sheet. */
const CALLS = `
  SELECT c.id, c.channel, c.field_code AS "fieldCode", c.answered_at AS "answeredAt", c.talk_seconds AS "talkSeconds"
  FROM contact AS c
  WHERE c.period_id = $1 AND c.organisation_id = $2 AND c.result = 'answered'
    AND NOT EXISTS (SELECT FROM consultation AS co WHERE co.contact_id = c.id AND co.status <> 'voided')`;

const DUTIES = `
  SELECT sa.person_id AS "personId", s.channel, s.field_code AS "fieldCode", lower(sa.span) AS "from",
         upper(sa.span) AS until
  FROM shift_assignment AS sa JOIN shift AS s ON s.id = sa.shift_id
  WHERE s.period_id = $1 AND sa.organisation_id = $2 AND sa.released_at IS NULL AND s.role = 'counsellor'`;

const REFUSED = `
  SELECT l.consultation_id || ' ' || l.contact_id AS pair
  FROM consultation_call_link AS l JOIN consultation AS co ON co.id = l.consultation_id
  WHERE co.period_id = $1 AND co.organisation_id = $2 AND l.change = 'unlinked'`;
