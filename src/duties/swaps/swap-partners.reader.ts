import { Injectable } from '@nestjs/common';
import { notFound } from '../../shared/domain-error';
import { formatTokyo, tokyoDay } from '../../shared/tokyo-time';
import { firstRow, rows, type Tx } from '../../platform/database/sql';
import { RosterChangesService } from '../../rosters/roster-changes.service';
import { blocking } from '../../rosters/domain/judged-violation';
import { legalSubstitutes, mayTake } from '../domain/legal-substitutes';
import { rankSubstitutes } from '../domain/rank-substitutes';
import { PUBLISHED_DUTY } from '../published-duty.sql';
import { type SeatGround, SubstitutesReader } from '../substitutes.reader';
import type { ExchangePartnerView, SwapPersonView } from './swaps.dto';

/** A published seat with who sits in it. */
export interface HeldSeat {
  readonly assignmentId: string;
  readonly shiftId: string;
  readonly periodId: string;
  readonly organisationId: string;
  readonly personId: string;
  readonly channel: string;
  readonly fieldCode: string | null;
  readonly role: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

const SEAT = `
  d.assignment_id AS "assignmentId", d.shift_id AS "shiftId", d.period_id AS "periodId",
  d.organisation_id AS "organisationId", d.person_id AS "personId", d.channel, d.field_code AS "fieldCode", d.role,
  d.starts_at AS "startsAt", d.ends_at AS "endsAt"`;

/** Whoever serves both organisations on both days may sit in either seat. */
const SERVES = (person: string, organisation: string, day: string): string => `
  EXISTS (SELECT FROM affiliation AS a WHERE a.person_id = ${person} AND a.organisation_id = ${organisation}
            AND a.valid_from <= ${day}::date AND (a.valid_until IS NULL OR a.valid_until > ${day}::date))`;

@Injectable()
export class SwapPartnersReader {
  constructor(
    private readonly substitutes: SubstitutesReader,
    private readonly changes: RosterChangesService,
  ) {}

  async seatOf(tx: Tx, personId: string | null, shiftId: string): Promise<HeldSeat> {
    const found = await firstRow<HeldSeat>(
      tx,
      `WITH ${PUBLISHED_DUTY} SELECT ${SEAT} FROM published_duty AS d WHERE d.shift_id = $1 AND d.person_id = $2`,
      [shiftId, personId],
    );
    if (!found) throw notFound('勤務');
    return found;
  }

  async seat(tx: Tx, assignmentId: string): Promise<HeldSeat | null> {
    return firstRow<HeldSeat>(
      tx,
      `WITH ${PUBLISHED_DUTY} SELECT ${SEAT} FROM published_duty AS d WHERE d.assignment_id = $1`,
      [assignmentId],
    );
  }

  /** Colleagues who may take the seat, best first. */
  async takers(tx: Tx, mine: HeldSeat): Promise<SwapPersonView[]> {
    const { shift, ground } = await this.substitutes.groundOf(tx, mine.shiftId);
    const legal = legalSubstitutes(ground, shift).map((one) => ({ ...one, lastOutcome: null }));
    const ids = rankSubstitutes(legal).map(({ personId }) => personId);
    const names = await this.substitutes.names(tx, ids);
    return ids.flatMap((id) => names.get(id) ?? []);
  }

  /** Seats of colleagues that may change hands both ways. */
  async exchanges(tx: Tx, now: Date, mine: HeldSeat): Promise<ExchangePartnerView[]> {
    const seat = await this.substitutes.groundOf(tx, mine.shiftId);
    const found = (await this.seatsAhead(tx, now, mine, true)).filter((theirs) =>
      fitsBoth(seat, mine, theirs),
    );
    const names = await this.substitutes.names(
      tx,
      found.map(({ personId }) => personId),
    );
    return found.map((theirs) => presentPartner(theirs, names.get(theirs.personId) ?? null));
  }

  /** Seats in other organisations, of people who serve both; needs a transaction that sees them, and names nobody. */
  async exchangesAcross(tx: Tx, now: Date, mine: HeldSeat): Promise<ExchangePartnerView[]> {
    const fitting: ExchangePartnerView[] = [];
    for (const theirs of await this.seatsAhead(tx, now, mine, false)) {
      if (await this.isLegal(tx, mine, theirs.personId, theirs)) fitting.push(presentPartner(theirs, null));
    }
    return fitting;
  }

  /** Would the rules let it happen as things stand? */
  async isLegal(tx: Tx, mine: HeldSeat, partnerId: string, theirs: HeldSeat | null): Promise<boolean> {
    // Two seats of one shift are the same duty: nothing would change.
    if (theirs?.shiftId === mine.shiftId) return false;
    const ways = [
      { seat: mine, taker: partnerId },
      ...(theirs ? [{ seat: theirs, taker: mine.personId }] : []),
    ];
    for (const { seat, taker } of ways) {
      const served = await firstRow(tx, `SELECT 1 WHERE ${SERVES('$1', '$2', '$3')}`, [
        taker,
        seat.organisationId,
        tokyoDay(seat.startsAt),
      ]);
      if (!served) return false;
    }
    const broken = await this.changes.check(tx, {
      releases: [mine, ...(theirs ? [theirs] : [])].map(({ shiftId, personId }) => ({ shiftId, personId })),
      assigns: ways.map(({ seat, taker }) => ({ shiftId: seat.shiftId, personId: taker })),
    });
    return blocking(broken).length === 0;
  }

  private async seatsAhead(tx: Tx, now: Date, mine: HeldSeat, isWithin: boolean): Promise<HeldSeat[]> {
    const day = `(d.starts_at AT TIME ZONE 'Asia/Tokyo')`;
    return rows<HeldSeat>(
      tx,
      `WITH ${PUBLISHED_DUTY} SELECT ${SEAT} FROM published_duty AS d
       WHERE d.period_id = $1 AND d.starts_at > $2 AND d.person_id <> $3 AND d.shift_id <> $7 AND (d.organisation_id = $4) = $5
         AND ${SERVES('d.person_id', '$4', '$6')} AND ${SERVES('$3', 'd.organisation_id', day)}
       ORDER BY d.starts_at, d.assignment_id`,
      [
        mine.periodId,
        now,
        mine.personId,
        mine.organisationId,
        isWithin,
        tokyoDay(mine.startsAt),
        mine.shiftId,
      ],
    );
  }
}

function fitsBoth({ shift, ground }: SeatGround, mine: HeldSeat, theirs: HeldSeat): boolean {
  const other = { ...theirs, id: theirs.shiftId, from: theirs.startsAt, until: theirs.endsAt, seats: 1 };
  return (
    mayTake(ground, shift, theirs.personId, theirs.shiftId) &&
    mayTake(ground, other, mine.personId, mine.shiftId)
  );
}

function presentPartner(seat: HeldSeat, person: SwapPersonView | null): ExchangePartnerView {
  const { assignmentId, organisationId, channel, role } = seat;
  return {
    assignmentId,
    organisationId,
    channel,
    role,
    startsAt: formatTokyo(seat.startsAt),
    endsAt: formatTokyo(seat.endsAt),
    person,
  };
}
