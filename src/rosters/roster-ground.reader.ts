import { Injectable } from '@nestjs/common';
import type { Interval } from '../shared/interval';
import { HOUR_MS } from '../shared/tokyo-time';
import { UnreadGuidesReader } from '../guides/unread-guides.reader';
import type { Period } from '../periods/period.entity';
import { PeriodsReader } from '../periods/periods.reader';
import { rows, type Tx } from '../platform/database/sql';
import { AvailabilityReader, type StaffMember } from '../staffing/availability.reader';
import type { RosterException } from './domain/judged-violation';
import type { PersonFacts, RosterFacts, ShiftFacts } from './domain/roster-facts';
import type { RuleInForce } from './domain/rules-in-force';
import { RosterRulesReader } from './rules/roster-rules.reader';

/** Everything rules look at, of one organisation in one period. */
export interface RosterGround {
  readonly period: Pick<Period, 'id' | 'startsAt' | 'endsAt'>;
  readonly organisationId: string;
  readonly facts: RosterFacts;
  readonly rules: readonly RuleInForce[];
  readonly staff: ReadonlyMap<string, StaffMember>;
}

interface GroundQuery {
  readonly periodId: string;
  readonly organisationId: string;
  /** Absent: everybody of the organisation. */
  readonly personIds?: readonly string[];
}

/** Weekly hours and runs of days look this far beyond the period. */
const MARGIN_MS = 14 * 24 * HOUR_MS;

/** Reads the working roster, drafts included; only for those who plan. */
@Injectable()
export class RosterGroundReader {
  constructor(
    private readonly periods: PeriodsReader,
    private readonly availability: AvailabilityReader,
    private readonly rules: RosterRulesReader,
    private readonly guides: UnreadGuidesReader,
  ) {}

  async read(tx: Tx, query: GroundQuery): Promise<RosterGround> {
    const { periodId, organisationId } = query;
    const period = await this.periods.byId(tx, periodId);
    const staff = await this.availability.staff(tx, periodId, [organisationId], query.personIds);
    const members = new Map(staff.map((member) => [member.personId, member]));
    const seats = await this.seats(tx, query);
    const personIds = query.personIds ?? [...new Set([...members.keys(), ...seats.keys()])];
    const elsewhere = await this.elsewhere(tx, query, personIds, period);
    const unread = await this.guides.ofPeople(tx, query, personIds);
    const people = personIds.map((id): PersonFacts => {
      const member = members.get(id);
      return {
        id,
        skills: member?.skills ?? [],
        unread: unread.get(id) ?? [],
        wishes: member?.sheet ?? null,
        duties: seats.get(id) ?? [],
        elsewhere: elsewhere.get(id) ?? [],
      };
    });
    return {
      period,
      organisationId,
      facts: { people, openingHours: await this.periods.openingHours(tx, periodId), needs: [] },
      rules: await this.rules.inForce(tx, periodId, organisationId),
      staff: members,
    };
  }

  exceptions(tx: Tx, periodId: string, organisationId: string): Promise<RosterException[]> {
    return rows<RosterException>(
      tx,
      `SELECT e.shift_id AS "shiftId", e.person_id AS "personId", e.rule
       FROM roster_exception AS e JOIN shift AS s ON s.id = e.shift_id
       WHERE s.period_id = $1 AND e.organisation_id = $2`,
      [periodId, organisationId],
    );
  }

  private async seats(tx: Tx, query: GroundQuery): Promise<Map<string, ShiftFacts[]>> {
    const taken = await rows<SeatRow>(tx, SEATS, [
      query.periodId,
      query.organisationId,
      query.personIds ?? null,
    ]);
    const seats = new Map<string, ShiftFacts[]>();
    for (const { personId, ...shift } of taken) seats.set(personId, [...(seats.get(personId) ?? []), shift]);
    return seats;
  }

  /** Times of duties in other organisations, and in other periods of this one. */
  private async elsewhere(
    tx: Tx,
    query: GroundQuery,
    personIds: readonly string[],
    period: Period,
  ): Promise<Map<string, Interval[]>> {
    const found = await rows<Interval & { personId: string }>(tx, ELSEWHERE, [
      personIds,
      query.organisationId,
      new Date(period.startsAt.getTime() - MARGIN_MS),
      new Date(period.endsAt.getTime() + MARGIN_MS),
      query.periodId,
    ]);
    const byPerson = new Map<string, Interval[]>();
    for (const { personId, from, until } of found) {
      byPerson.set(personId, [...(byPerson.get(personId) ?? []), { from, until }]);
    }
    return byPerson;
  }
}

interface SeatRow extends ShiftFacts {
  readonly personId: string;
}

const SEATS = `
  SELECT sa.person_id AS "personId", s.id, s.channel, s.field_code AS "fieldCode", s.role, s.seats,
         s.starts_at AS "from", s.ends_at AS "until"
  FROM shift_assignment AS sa JOIN shift AS s ON s.id = sa.shift_id
  WHERE s.period_id = $1 AND s.organisation_id = $2 AND sa.released_at IS NULL
    AND ($3::uuid[] IS NULL OR sa.person_id = ANY ($3))
  ORDER BY lower(sa.span), sa.id`;

const ELSEWHERE = `
  SELECT p.id AS "personId", lower(e.span) AS "from", upper(e.span) AS "until"
  FROM unnest($1::uuid[]) AS p(id), duties_elsewhere(p.id, $2, tstzrange($3, $4)) AS e(span)
  UNION ALL
  SELECT sa.person_id, lower(sa.span), upper(sa.span)
  FROM shift_assignment AS sa JOIN shift AS s ON s.id = sa.shift_id
  WHERE sa.person_id = ANY ($1) AND s.organisation_id = $2 AND s.period_id <> $5 AND sa.released_at IS NULL
    AND sa.span && tstzrange($3, $4)`;
