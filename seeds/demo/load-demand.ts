import type { EntityManager } from 'typeorm';
import { AuditLog } from '../../src/audit/audit-log';
import { CallHistoryReader } from '../../src/demand/call-history.reader';
import { DemandService } from '../../src/demand/demand.service';
import { STANDARD_ASSUMPTIONS } from '../../src/demand/domain/assumptions';
import { PeriodsReader } from '../../src/periods/periods.reader';
import { systemActor } from '../../src/shared/actor';
import { accountId, DEMO_PERIOD_ID, TRIAL_PERIOD_ID } from './demo-ids';

/** What the run that is on now can expect, from the calls of the fictional one before it. */
export async function loadDemand(tx: EntityManager, now: Date): Promise<void> {
  const periods = new PeriodsReader();
  const service = new DemandService(periods, new CallHistoryReader(periods), new AuditLog());
  const actor = { ...systemActor('demo'), accountId: accountId('contractor') };
  await service.add(tx, actor, now, {
    periodId: TRIAL_PERIOD_ID,
    sourcePeriodIds: [DEMO_PERIOD_ID],
    assumptions: STANDARD_ASSUMPTIONS,
    level: 1,
    target: { answerRate: 0.8, occupancyCap: 0.85 },
  });
}
