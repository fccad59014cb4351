import { Injectable } from '@nestjs/common';
import { formatTokyo } from '../../shared/tokyo-time';
import { rows, type Tx } from '../../platform/database/sql';
import { blockedBy, legalSubstitutes, mayTake } from '../domain/legal-substitutes';
import { rankSubstitutes } from '../domain/rank-substitutes';
import { PUBLISHED_DUTY } from '../published-duty.sql';
import { type SeatGround, SubstitutesReader } from '../substitutes.reader';
import type { CallListView, GapView, StandbyView, SubstituteView } from './gaps.dto';

interface StandbyRow extends Omit<StandbyView, 'startsAt' | 'endsAt'> {
  readonly shiftId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

@Injectable()
export class CallListReader {
  constructor(private readonly substitutes: SubstitutesReader) {}

  /** Whom to ring for the gap, and who stands by; only people whom no hard rule forbids it. */
  async forGap(tx: Tx, now: Date, gap: GapView): Promise<CallListView> {
    const seat = await this.substitutes.groundOf(tx, gap.shiftId);
    return {
      standby: await this.standby(tx, now, seat, gap),
      items: await this.ranked(tx, seat, gap),
      blocked: blockedBy(seat.ground, seat.shift, gap.person.personId),
    };
  }

  private async ranked(tx: Tx, { shift, ground }: SeatGround, gap: GapView): Promise<SubstituteView[]> {
    const lastOutcomes = new Map(gap.calls.map(({ personId, outcome }) => [personId, outcome]));
    const legal = legalSubstitutes(ground, shift).filter(({ personId }) => personId !== gap.person.personId);
    const ranked = rankSubstitutes(
      legal.map((one) => ({ ...one, lastOutcome: lastOutcomes.get(one.personId) ?? null })),
    );
    const names = await this.substitutes.names(
      tx,
      ranked.map(({ personId }) => personId),
    );
    return ranked.flatMap((one, index) => {
      const name = names.get(one.personId);
      return name ? [{ ...one, ...name, rank: index + 1 }] : [];
    });
  }

  /** People on published standby at the moment from which the seat is empty. */
  private async standby(tx: Tx, now: Date, seat: SeatGround, gap: GapView): Promise<StandbyView[]> {
    const { shift, ground } = seat;
    const found = await rows<StandbyRow>(
      tx,
      `WITH ${PUBLISHED_DUTY}
       SELECT d.assignment_id AS "assignmentId", d.shift_id AS "shiftId", d.person_id AS "personId",
              p.family_name AS "familyName", p.given_name AS "givenName", d.starts_at AS "startsAt", d.ends_at AS "endsAt"
       FROM published_duty AS d JOIN person AS p ON p.id = d.person_id
       WHERE d.organisation_id = $1 AND d.role = 'standby' AND d.starts_at <= $2 AND d.ends_at > $2
       ORDER BY d.starts_at, d.assignment_id`,
      [gap.organisationId, shift.from > now ? shift.from : now],
    );
    return found
      .filter(({ personId, shiftId }) => mayTake(ground, shift, personId, shiftId))
      .map((row) => ({
        assignmentId: row.assignmentId,
        personId: row.personId,
        familyName: row.familyName,
        givenName: row.givenName,
        startsAt: formatTokyo(row.startsAt),
        endsAt: formatTokyo(row.endsAt),
      }));
  }
}
