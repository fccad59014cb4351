import { Injectable } from '@nestjs/common';
import { notFound } from '../shared/domain-error';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import type { ShiftFacts } from '../rosters/domain/roster-facts';
import { RosterGroundReader } from '../rosters/roster-ground.reader';
import type { SubstituteGround } from './domain/legal-substitutes';

/** A shift with what the rules need to judge anybody for it. */
export interface SeatGround {
  readonly shift: ShiftFacts;
  readonly ground: SubstituteGround;
}

interface ShiftRow extends ShiftFacts {
  readonly periodId: string;
  readonly organisationId: string;
}

interface Named {
  readonly personId: string;
  readonly familyName: string;
  readonly givenName: string;
}

@Injectable()
export class SubstitutesReader {
  constructor(private readonly ground: RosterGroundReader) {}

  /** Everybody of the organisation is read once and judged in memory: 300 people cost seven queries. */
  async groundOf(tx: Tx, shiftId: string): Promise<SeatGround> {
    const shift = await firstRow<ShiftRow>(
      tx,
      `SELECT s.id, s.period_id AS "periodId", s.organisation_id AS "organisationId", s.channel,
              s.field_code AS "fieldCode", s.role, s.starts_at AS "from", s.ends_at AS "until", s.seats
       FROM shift AS s WHERE s.id = $1`,
      [shiftId],
    );
    if (!shift) throw notFound('シフト');
    const { periodId, organisationId } = shift;
    const ground = await this.ground.read(tx, { periodId, organisationId });
    const exceptions = await this.ground.exceptions(tx, periodId, organisationId);
    return { shift, ground: { ...ground, exceptions } };
  }

  async names(tx: Tx, personIds: readonly string[]): Promise<Map<string, Named>> {
    const found = await rows<Named>(
      tx,
      `SELECT p.id AS "personId", p.family_name AS "familyName", p.given_name AS "givenName"
       FROM person AS p WHERE p.id = ANY ($1)`,
      [personIds],
    );
    return new Map(found.map((person) => [person.personId, person]));
  }
}
