import { Injectable } from '@nestjs/common';
import type { Actor } from '../shared/actor';
import { AuditLog } from '../audit/audit-log';
import { PeriodsReader } from '../periods/periods.reader';
import type { Tx } from '../platform/database/sql';
import { writeWorkbook } from '../platform/excel/workbook';
import { DemandReader } from './demand.reader';
import { DemandViewsReader } from './demand-views.reader';
import { demandWorkbook } from './sheets/demand-workbook';

/** The need table for those who work in a spreadsheet. */
@Injectable()
export class DemandExportService {
  constructor(
    private readonly periods: PeriodsReader,
    private readonly demand: DemandReader,
    private readonly views: DemandViewsReader,
    private readonly audit: AuditLog,
  ) {}

  async build(
    tx: Tx,
    actor: Actor,
    now: Date,
    periodId: string,
  ): Promise<{ fileName: string; bytes: Buffer }> {
    const period = await this.periods.byId(tx, periodId);
    const plan = await this.views.plan(tx, periodId);
    const labels = new Map(
      (await this.periods.menu(tx, periodId)).map(({ fieldCode, label }) => [fieldCode, label]),
    );
    const slots = await this.demand.slots(tx, periodId, null);
    const bytes = await writeWorkbook(
      demandWorkbook({ periodLabel: period.label, plan, slots, labels, asOf: now }),
    );
    await this.audit.record(tx, actor, now, {
      action: 'demand.exported',
      objectType: 'demand_plan',
      objectId: plan.id,
      organisationId: null,
      detail: { periodId, number: plan.number, format: 'xlsx', cells: slots.length },
    });
    return { fileName: `需要_${period.label}.xlsx`, bytes };
  }
}
