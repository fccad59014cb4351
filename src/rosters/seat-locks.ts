import { notFound } from '../shared/domain-error';
import { refuseClosed } from '../periods/domain/refuse-closed';
import type { Period } from '../periods/period.entity';
import { rows, type Tx } from '../platform/database/sql';
import type { ShiftFacts } from './domain/roster-facts';

/** One person's place in one shift. */
export interface Seat {
  readonly shiftId: string;
  readonly personId: string;
}

export interface LockedShift extends ShiftFacts {
  readonly periodId: string;
  readonly organisationId: string;
}

export const SHIFT_FACTS = `
  SELECT s.id, s.period_id AS "periodId", s.organisation_id AS "organisationId", s.channel, s.field_code AS "fieldCode",
         s.role, s.starts_at AS "from", s.ends_at AS "until", s.seats
  FROM shift AS s`;

/**
 * Seats are counted under these locks, so that the last one is given once. The periods cannot be closed meanwhile. In the order
 * of their ids, so that two who want the same shifts do not wait for each other.
 */
export async function lockShifts(tx: Tx, ids: readonly string[]): Promise<Map<string, LockedShift>> {
  const periods = await rows<Pick<Period, 'status'>>(
    tx,
    `SELECT p.status FROM period AS p
     WHERE p.id IN (SELECT s.period_id FROM shift AS s WHERE s.id = ANY ($1)) ORDER BY p.id FOR SHARE`,
    [ids],
  );
  periods.forEach(refuseClosed);
  const found = await rows<LockedShift>(
    tx,
    `${SHIFT_FACTS} WHERE s.id = ANY ($1) ORDER BY s.id FOR NO KEY UPDATE`,
    [ids],
  );
  if (found.length < new Set(ids).size) throw notFound('シフト');
  return new Map(found.map((shift) => [shift.id, shift]));
}

export async function lockShift(tx: Tx, id: string): Promise<LockedShift> {
  const shift = (await lockShifts(tx, [id])).get(id);
  if (!shift) throw notFound('シフト');
  return shift;
}

/**
 * Bookings of one person queue here, in whichever organisation. Left to the exclusion constraint alone, two of them can each
 * wait for the other's row and end in a deadlock. Always after the shifts, never before them.
 */
export async function lockPeople(tx: Tx, ids: readonly string[]): Promise<void> {
  const found = await rows(
    tx,
    `SELECT p.id FROM person AS p WHERE p.id = ANY ($1) ORDER BY p.id FOR NO KEY UPDATE`,
    [ids],
  );
  if (found.length < new Set(ids).size) throw notFound('人');
}
