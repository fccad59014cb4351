import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { rows, type Tx } from '../../platform/database/sql';
import type { ApprovedWork } from '../domain/approved-work';
import type { VisitRow } from '../visits.reader';
import { reversalId, workId } from './event-ids';

/** Rare enough that writers may queue: numbers are then in the order of commits, and a reader's cursor passes over nothing. */
const IN_ORDER = `SELECT pg_advisory_xact_lock(hashtextextended('accompaniment_event', 0))`;

/** What honoraria hear of, in the transaction of the approval itself. Rows are only ever added. */
@Injectable()
export class EventOutbox {
  async announce(
    tx: Tx,
    actor: Actor,
    now: Date,
    { id: visitId, organisationId, periodId, approvals }: VisitRow,
    work: readonly ApprovedWork[],
  ): Promise<void> {
    await tx.query(IN_ORDER);
    for (const item of work) {
      const money = item.kind === 'expense_approved' ? item : null;
      const time = item.kind === 'visit_approved' ? item : null;
      await tx.query(
        `INSERT INTO accompaniment_event (id, organisation_id, period_id, visit_id, kind, round, person_id, from_at, until_at,
                                          expense_id, budget, expense_kind, amount_yen, account_id, occurred_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
        [
          workId(visitId, approvals, money ? `expense/${money.expenseId}` : `person/${item.personId}`),
          organisationId,
          periodId,
          visitId,
          item.kind,
          approvals,
          item.personId,
          time?.fromAt ?? null,
          time?.untilAt ?? null,
          money?.expenseId ?? null,
          money?.budget ?? null,
          money?.expenseKind ?? null,
          money?.amountYen ?? null,
          actor.accountId,
          now,
        ],
      );
    }
  }

  /** Takes back what the last approval announced: the same rows once more, against themselves. */
  async takeBack(tx: Tx, actor: Actor, now: Date, { id, approvals }: VisitRow): Promise<number> {
    await tx.query(IN_ORDER);
    const announced = await rows<{ id: string }>(
      tx,
      `SELECT e.id FROM accompaniment_event AS e
       WHERE e.visit_id = $1 AND e.round = $2 AND e.kind <> 'reversal' ORDER BY e.number`,
      [id, approvals],
    );
    for (const event of announced) {
      await tx.query(
        `INSERT INTO accompaniment_event (id, organisation_id, period_id, visit_id, kind, round, person_id, from_at, until_at,
                                          expense_id, budget, expense_kind, amount_yen, reverses, account_id, occurred_at)
         SELECT $2, e.organisation_id, e.period_id, e.visit_id, 'reversal', e.round, e.person_id, e.from_at, e.until_at,
                e.expense_id, e.budget, e.expense_kind, e.amount_yen, e.id, $3, $4
         FROM accompaniment_event AS e WHERE e.id = $1`,
        [event.id, reversalId(event.id), actor.accountId, now],
      );
    }
    return announced.length;
  }
}
