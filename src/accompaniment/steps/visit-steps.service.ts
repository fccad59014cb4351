import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { invalid } from '../../shared/domain-error';
import type { Tx } from '../../platform/database/sql';
import { stale } from '../../platform/http/entity-tag';
import type { Based } from '../based-on';
import { approvedWork } from '../domain/approved-work';
import { fitsResult } from '../domain/visit-codes';
import { checkEvidence } from '../domain/visit-expenses';
import type { VisitMove } from '../domain/visit-moves';
import { EventOutbox } from '../events/event-outbox';
import { ExpensesReader } from '../expenses/expenses.reader';
import { refuse } from '../refuse';
import { VisitStore } from '../visit-store';
import { type Visit, VisitsReader } from '../visits.reader';
import { ReferralsAlongService } from './referrals-along.service';
import type { VisitCancellation, VisitReport } from './steps.dto';

interface ReportedVisit {
  readonly visit: Visit;
  readonly accompanied: readonly string[];
}

/** From the report to the approval, and back. */
@Injectable()
export class VisitStepsService {
  constructor(
    private readonly reader: VisitsReader,
    private readonly store: VisitStore,
    private readonly expenses: ExpensesReader,
    private readonly outbox: EventOutbox,
    private readonly referrals: ReferralsAlongService,
  ) {}

  async cancel(tx: Tx, actor: Actor, now: Date, based: Based, input: VisitCancellation): Promise<Visit> {
    const { visit, status } = await this.begin(tx, actor, based, 'cancellation');
    const change = { status, cancellation: input.reason };
    return this.store.change(tx, actor, now, { visit, move: 'cancellation', change, note: input.note });
  }

  async report(tx: Tx, actor: Actor, now: Date, based: Based, input: VisitReport): Promise<ReportedVisit> {
    const { visit, status } = await this.begin(tx, actor, based, 'report');
    const { clientCame, result, nextStep, report } = input;
    if (!fitsResult(clientCame, result))
      throw invalid('/result', 'not_possible', '本人が来たかどうかと結果が合っていません。');
    refuse(checkEvidence(await this.expenses.ofVisit(tx, visit.id)));
    const change = { status, clientCame, result, nextStep };
    const changed = await this.store.change(tx, actor, now, { visit, move: 'report', change, report });
    return { visit: changed, accompanied: await this.referrals.move(tx, actor, now, changed) };
  }

  /** From here on it is owed: what honoraria hear of is written with it, once. */
  async approve(
    tx: Tx,
    actor: Actor,
    now: Date,
    based: Based,
    note: string | undefined,
  ): Promise<ReportedVisit> {
    const { visit, status } = await this.begin(tx, actor, based, 'approval');
    const lines = await this.expenses.ofVisit(tx, visit.id);
    refuse(checkEvidence(lines));
    const change = { status, approvals: visit.approvals + 1 };
    const changed = await this.store.change(tx, actor, now, { visit, move: 'approval', change, note });
    await this.outbox.announce(tx, actor, now, changed, approvedWork(visit.checks, lines));
    return { visit: changed, accompanied: await this.referrals.move(tx, actor, now, changed) };
  }

  async giveBack(tx: Tx, actor: Actor, now: Date, based: Based, reason: string): Promise<Visit> {
    const { visit, status } = await this.begin(tx, actor, based, 'return');
    return this.store.change(tx, actor, now, { visit, move: 'return', change: { status }, note: reason });
  }

  /** Takes back what was announced; a new approval announces it anew. */
  async reopen(tx: Tx, actor: Actor, now: Date, based: Based, reason: string): Promise<Visit> {
    const { visit, status } = await this.begin(tx, actor, based, 'reopening');
    const change = { status };
    const changed = await this.store.change(tx, actor, now, {
      visit,
      move: 'reopening',
      change,
      note: reason,
    });
    await this.outbox.takeBack(tx, actor, now, changed);
    return changed;
  }

  private async begin(tx: Tx, actor: Actor, { id, version }: Based, move: VisitMove) {
    const visit = await this.reader.byId(tx, actor, id);
    if (visit.version !== version) throw stale();
    return { visit, status: this.store.statusAfter(visit, move, actor) };
  }
}
