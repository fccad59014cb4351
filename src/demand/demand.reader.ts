import { Injectable } from '@nestjs/common';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import type { Interval } from '../shared/interval';
import type { DemandAssumptions } from './domain/assumptions';
import type { LiveChannel, PlannedSlot } from './domain/demand-slot';
import type { ManualNeed } from './domain/manual-need';
import type { MeasuredHistory } from './domain/measured-history';
import { NEED } from './needs.reader';

/** The newest demand plan of a period without its cells. */
export interface PlanHead {
  readonly id: string;
  readonly periodId: string;
  /** 1 for the first computation of the period. */
  readonly number: number;
  readonly sourcePeriodIds: readonly string[];
  readonly level: number;
  readonly targetAnswerRate: number;
  readonly occupancyCap: number | null;
  readonly assumptions: DemandAssumptions;
  readonly measured: MeasuredHistory;
  readonly computedAt: Date;
}

/** What a period needs, for whoever builds rosters, allots seats or looks at coverage. */
@Injectable()
export class DemandReader {
  /** Null: nothing has been computed yet. */
  async newestPlan(tx: Tx, periodId: string): Promise<PlanHead | null> {
    return firstRow<PlanHead>(
      tx,
      `SELECT d.id, d.period_id AS "periodId", d.number, d.source_period_ids AS "sourcePeriodIds", d.level,
              d.target_answer_rate AS "targetAnswerRate", d.occupancy_cap AS "occupancyCap", d.assumptions, d.measured,
              d.computed_at AS "computedAt"
       FROM demand_plan AS d WHERE d.period_id = $1 ORDER BY d.number DESC LIMIT 1`,
      [periodId],
    );
  }

  /**
   * Half hours of the plan in force in order of time, open ones only; empty without a plan. Feed one to `slotCurve` for the
   * answered calls by number of seats.
   */
  async slots(
    tx: Tx,
    periodId: string,
    channel: LiveChannel | null,
    within?: Interval,
  ): Promise<PlannedSlot[]> {
    return rows<PlannedSlot>(
      tx,
      `SELECT c.channel, c.field_code AS "fieldCode", c.starts_at AS "startsAt", c.calls, c.talk_seconds AS "talkSeconds",
              c.wrap_up_seconds AS "wrapUpSeconds", c.patience_seconds AS "patienceSeconds",
              c.offered_load AS "offeredLoad", c.seats
       FROM demand_cell AS c
       WHERE c.plan_id = (SELECT d.id FROM demand_plan AS d WHERE d.period_id = $1 ORDER BY d.number DESC LIMIT 1)
         AND ($2::text IS NULL OR c.channel = $2)
         AND ($3::timestamptz IS NULL OR c.starts_at >= $3) AND ($4::timestamptz IS NULL OR c.starts_at < $4)
       ORDER BY c.starts_at, c.channel, c.field_code NULLS FIRST`,
      [periodId, channel, within?.from ?? null, within?.until ?? null],
    );
  }

  /** Needs set by hand that have not been withdrawn, in order of time. */
  async needs(tx: Tx, periodId: string, channel: string | null): Promise<ManualNeed[]> {
    return rows<ManualNeed>(
      tx,
      `${NEED}
       WHERE n.period_id = $1 AND ($2::text IS NULL OR n.channel = $2) AND n.withdrawn_at IS NULL
       ORDER BY n.starts_at, n.id`,
      [periodId, channel],
    );
  }
}
