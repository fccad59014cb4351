import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { notFound } from '../../shared/domain-error';
import { firstRow, type Tx } from '../../platform/database/sql';
import { nightOf } from '../domain/night-of';

/** How often one number called one organisation; never which number. */
export interface CallerCount {
  /** False when the number was withheld: nothing can be said then. */
  readonly isKnown: boolean;
  readonly callsTonight: number;
  readonly callsInPeriod: number;
}

interface GivenCall {
  readonly periodId: string;
  readonly dialledAt: Date;
  readonly isKnown: boolean;
}

@Injectable()
export class CallersReader {
  /** Calls are counted once however many legs they have, inside the period, whose key alone makes numbers comparable. */
  async count(tx: Tx, { organisationId }: Actor, contactId: string): Promise<CallerCount> {
    const given = await firstRow<GivenCall>(
      tx,
      `SELECT c.period_id AS "periodId", c.dialled_at AS "dialledAt", c.caller_hash IS NOT NULL AS "isKnown"
       FROM contact AS c WHERE c.id = $1 AND c.organisation_id = $2`,
      [contactId, organisationId],
    );
    if (!given) throw notFound('呼');
    const night = nightOf(given.dialledAt);
    const counts = await firstRow<Pick<CallerCount, 'callsTonight' | 'callsInPeriod'>>(
      tx,
      `SELECT count(DISTINCT (c.channel, c.carrier_no))
                FILTER (WHERE c.dialled_at >= $4 AND c.dialled_at < $5)::integer AS "callsTonight",
              count(DISTINCT (c.channel, c.carrier_no))::integer AS "callsInPeriod"
       FROM contact AS c
       WHERE c.period_id = $1 AND c.organisation_id = $2
         AND c.caller_hash = (SELECT given.caller_hash FROM contact AS given WHERE given.id = $3)
         AND (c.id = $3 OR NOT has_silent_number(c.id))`,
      [given.periodId, organisationId, contactId, night.from, night.until],
    );
    return {
      isKnown: given.isKnown,
      callsTonight: counts?.callsTonight ?? 0,
      callsInPeriod: counts?.callsInPeriod ?? 0,
    };
  }
}
