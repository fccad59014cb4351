import { Injectable } from '@nestjs/common';
import { tokyoDay } from '../../shared/tokyo-time';
import { rows, type Tx } from '../../platform/database/sql';
import { checkMove } from '../domain/check-roster';
import { excuse } from '../domain/judged-violation';
import { asCandidate, type Candidate, rankCandidates } from '../domain/rank-candidates';
import { MoveJudge } from '../move-judge';
import { type RosterGround, RosterGroundReader } from '../roster-ground.reader';
import type { LockedShift } from '../seat-locks';

interface SittingPerson {
  readonly candidate: Candidate;
  readonly isPinned: boolean;
  readonly origin: string;
}

/** Everybody of the organisation measured against one shift. */
export interface Fitness {
  readonly shift: LockedShift;
  readonly sitting: readonly SittingPerson[];
  /** Best first. */
  readonly others: readonly Candidate[];
}

export interface PersonName {
  readonly familyName: string;
  readonly givenName: string;
}

@Injectable()
export class FitnessReader {
  constructor(
    private readonly ground: RosterGroundReader,
    private readonly judge: MoveJudge,
  ) {}

  async ofShift(tx: Tx, shiftId: string): Promise<Fitness> {
    const shift = await this.judge.shift(tx, shiftId);
    const { periodId, organisationId } = shift;
    const ground = await this.ground.read(tx, { periodId, organisationId });
    const exceptions = await this.judge.exceptions(tx, periodId, organisationId);
    const seats = await rows<Omit<SittingPerson, 'candidate'> & { personId: string }>(
      tx,
      `SELECT sa.person_id AS "personId", sa.is_pinned AS "isPinned", sa.origin
       FROM shift_assignment AS sa WHERE sa.shift_id = $1 AND sa.released_at IS NULL ORDER BY sa.assigned_at, sa.id`,
      [shiftId],
    );
    const candidates = ground.facts.people.map((person) => {
      const without = { ...person, duties: person.duties.filter(({ id }) => id !== shift.id) };
      const found = checkMove({ ...ground.facts, people: [without] }, ground.rules, {
        personId: person.id,
        shift,
      });
      return asCandidate(without, shift, excuse(found, exceptions));
    });
    const sitting = seats.flatMap(({ personId, isPinned, origin }) => {
      const candidate = candidates.find((each) => each.personId === personId);
      return candidate ? [{ candidate, isPinned, origin }] : [];
    });
    const sits = new Set(seats.map(({ personId }) => personId));
    const others = candidates.filter(
      ({ personId }) => !sits.has(personId) && serves(ground, personId, shift),
    );
    return { shift, sitting, others: rankCandidates(others) };
  }

  async names(tx: Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, PersonName>> {
    const found = await rows<PersonName & { id: string }>(
      tx,
      `SELECT p.id, p.family_name AS "familyName", p.given_name AS "givenName" FROM person AS p WHERE p.id = ANY ($1)`,
      [personIds],
    );
    return new Map(found.map(({ id, familyName, givenName }) => [id, { familyName, givenName }]));
  }
}

function serves({ staff }: RosterGround, personId: string, shift: LockedShift): boolean {
  const day = tokyoDay(shift.from);
  const affiliations = staff.get(personId)?.affiliations ?? [];
  return affiliations.some(({ from, until }) => from <= day && (until === null || day < until));
}
