import { Injectable } from '@nestjs/common';
import type { Actor } from '../shared/actor';
import { formatTokyo } from '../shared/tokyo-time';
import { AuditLog } from '../audit/audit-log';
import type { Tx } from '../platform/database/sql';
import { presentCheck } from './checks/checks.service';
import { ExpensesReader, presentExpense } from './expenses/expenses.reader';
import { presentVisit } from './present-visit';
import type { VisitDetail } from './visits.dto';
import { VisitsReader } from './visits.reader';

/** Everything about one visit, with its words; the look is on record. */
@Injectable()
export class VisitFilesService {
  constructor(
    private readonly reader: VisitsReader,
    private readonly expenses: ExpensesReader,
    private readonly audit: AuditLog,
  ) {}

  async read(tx: Tx, actor: Actor, now: Date, id: string): Promise<VisitDetail> {
    const visit = await this.reader.byId(tx, actor, id);
    const words = await this.reader.words(tx, id);
    const steps = await this.reader.steps(tx, id);
    const expenses = await this.expenses.ofVisit(tx, id);
    await this.audit.record(tx, actor, now, {
      action: 'visit.read',
      objectType: 'visit',
      objectId: id,
      organisationId: visit.organisationId,
    });
    return {
      ...presentVisit(visit),
      ...words,
      checks: visit.checks.map(presentCheck),
      expenses: expenses.map(presentExpense),
      steps: steps.map((step) => ({ ...step, occurredAt: formatTokyo(step.occurredAt) })),
    };
  }
}
