import { Injectable } from '@nestjs/common';
import type { Actor } from '../shared/actor';
import { AuditLog } from '../audit/audit-log';
import { PeriodsReader } from '../periods/periods.reader';
import type { Tx } from '../platform/database/sql';
import type { WorkbookModel } from '../platform/excel/workbook-model';
import { allotmentWorkbook } from './allotment-sheet';
import { AllotmentsReader } from './allotments.reader';

@Injectable()
export class AllotmentWorkbookService {
  constructor(
    private readonly periods: PeriodsReader,
    private readonly reader: AllotmentsReader,
    private readonly audit: AuditLog,
  ) {}

  /** All blocks the actor sees as plain data; taking them out of the house leaves a trace. */
  async build(tx: Tx, actor: Actor, now: Date, periodId: string): Promise<WorkbookModel> {
    const { label } = await this.periods.byId(tx, periodId);
    const blocks = await this.reader.all(tx, actor, now, periodId);
    const menu = await this.periods.menu(tx, periodId);
    await this.audit.record(tx, actor, now, {
      action: 'seat_allotment.exported',
      objectType: 'period',
      objectId: periodId,
      detail: { blocks: blocks.length },
    });
    const fieldLabels = new Map(menu.map((field) => [field.fieldCode, field.label]));
    return allotmentWorkbook({ periodLabel: label, blocks, fieldLabels }, now);
  }
}
