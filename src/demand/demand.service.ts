import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../shared/actor';
import { DomainError, type FieldFault, notFound } from '../shared/domain-error';
import { AuditLog } from '../audit/audit-log';
import { refuseClosed } from '../periods/domain/refuse-closed';
import { PeriodsReader } from '../periods/periods.reader';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import { CallHistoryReader } from './call-history.reader';
import { completeAssumptions, type DemandAssumptions, type GivenAssumptions } from './domain/assumptions';
import { checkAssumptions } from './domain/check-assumptions';
import type { PlannedSlot } from './domain/demand-slot';
import { forecastDemand } from './domain/forecast-demand';
import { type MeasuredHistory, measureHistory } from './domain/measured-history';
import { openSlots } from './domain/open-slots';
import type { SeatTarget } from './domain/seats-for-target';

/** What to compute a plan from. */
export interface DemandRequest {
  readonly sourcePeriodIds: readonly string[];
  readonly assumptions: GivenAssumptions;
  readonly level: number;
  readonly target: SeatTarget;
}

interface PlannedRequest extends DemandRequest {
  readonly periodId: string;
  readonly assumptions: DemandAssumptions;
}

@Injectable()
export class DemandService {
  constructor(
    private readonly periods: PeriodsReader,
    private readonly history: CallHistoryReader,
    private readonly audit: AuditLog,
  ) {}

  /** A new plan beside all earlier ones; from now on it is the one in force. */
  async compute(tx: Tx, actor: Actor, now: Date, periodId: string, request: DemandRequest): Promise<void> {
    const period = await this.periods.held(tx, periodId, 'shared');
    if (!period) throw notFound('実施期');
    refuseClosed(period);
    const hours = await this.history.hours(tx, periodId);
    const assumptions = completeAssumptions(request.assumptions);
    const faults = [
      ...(await this.unknownSources(tx, request.sourcePeriodIds)),
      ...checkAssumptions(assumptions, hours.menu),
    ];
    if (faults.length > 0)
      throw new DomainError('invalid', 'validation', '入力内容に誤りがあります。', faults);
    await this.add(tx, actor, now, { ...request, periodId, assumptions });
  }

  /** What `compute` does once everything is in order; demo data have no more than this. */
  async add(tx: Tx, actor: Actor, now: Date, plan: PlannedRequest): Promise<void> {
    const { periodId, sourcePeriodIds, assumptions, level, target } = plan;
    const history = await this.history.history(tx, sourcePeriodIds);
    const open = openSlots(await this.history.hours(tx, periodId));
    const cells = forecastDemand({ open, history, assumptions, level, target });
    const measured = measureHistory(history, assumptions);
    const { id, number } = await insertPlan(tx, actor, now, { ...plan, measured });
    await insertCells(tx, id, cells);
    await this.audit.record(tx, actor, now, {
      action: 'demand.computed',
      objectType: 'demand_plan',
      objectId: id,
      organisationId: null,
      detail: { periodId, number, sourcePeriodIds, level, ...target },
    });
  }

  private async unknownSources(tx: Tx, ids: readonly string[]): Promise<FieldFault[]> {
    const known = await rows<{ id: string }>(
      tx,
      `SELECT p.id FROM period AS p WHERE p.id = ANY ($1::uuid[])`,
      [ids],
    );
    return ids.flatMap((id, index) => {
      const pointer = `/sourcePeriodIds/${index}`;
      if (ids.indexOf(id) < index)
        return [{ pointer, code: 'repeated', message: '同じ期が2回指定されています。' }];
      if (known.some((period) => period.id === id)) return [];
      return [{ pointer, code: 'unknown', message: '実施期が見つかりません。' }];
    });
  }
}

interface NewPlan extends PlannedRequest {
  readonly measured: MeasuredHistory;
}

async function insertPlan(
  tx: Tx,
  actor: Actor,
  now: Date,
  plan: NewPlan,
): Promise<{ id: string; number: number }> {
  const added = await firstRow<{ id: string; number: number }>(
    tx,
    `INSERT INTO demand_plan (id, period_id, number, source_period_ids, level, target_answer_rate, occupancy_cap,
                              assumptions, measured, account_id, computed_at)
     SELECT $1, $2, coalesce(max(d.number), 0) + 1, $3::uuid[], $4, $5, $6, $7, $8, $9, $10
     FROM demand_plan AS d WHERE d.period_id = $2
     RETURNING id, number`,
    [
      uuidv7(),
      plan.periodId,
      plan.sourcePeriodIds,
      plan.level,
      plan.target.answerRate,
      plan.target.occupancyCap,
      JSON.stringify(plan.assumptions),
      JSON.stringify(plan.measured),
      actor.accountId,
      now,
    ],
  );
  if (!added) throw new Error('INSERT gave no row');
  return added;
}

async function insertCells(tx: Tx, planId: string, cells: readonly PlannedSlot[]): Promise<void> {
  await tx.query(
    `INSERT INTO demand_cell (plan_id, channel, field_code, starts_at, calls, talk_seconds, wrap_up_seconds,
                              patience_seconds, offered_load, seats)
     SELECT $1, c.channel, c."fieldCode", c."startsAt", c.calls, c."talkSeconds", c."wrapUpSeconds", c."patienceSeconds",
            c."offeredLoad", c.seats
     FROM json_to_recordset($2) AS c(channel text, "fieldCode" text, "startsAt" timestamptz, calls double precision,
            "talkSeconds" double precision, "wrapUpSeconds" double precision, "patienceSeconds" double precision,
            "offeredLoad" double precision, seats integer)`,
    [planId, JSON.stringify(cells)],
  );
}
