import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../shared/actor';
import { DomainError } from '../../shared/domain-error';
import { tokyoDay } from '../../shared/tokyo-time';
import type { Yen } from '../../shared/yen';
import { seal } from '../../platform/crypto/seal';
import type { Tx } from '../../platform/database/sql';
import { stale } from '../../platform/http/entity-tag';
import type { Based } from '../based-on';
import { carAmount, checkExpense } from '../domain/visit-expenses';
import { refuse } from '../refuse';
import { expenseContext } from '../sealed-places';
import { VisitStore } from '../visit-store';
import { type Visit, VisitsReader } from '../visits.reader';
import type { NewExpense } from './expenses.dto';
import { type Expense, ExpensesReader, type ExpenseWords } from './expenses.reader';

interface ExpenseOfVisit {
  readonly visit: Visit;
  readonly expense: Expense;
}

/** Lines are added and removed, never edited; each change is a new version of the visit, so that approvals rest on what was seen. */
@Injectable()
export class ExpensesService {
  constructor(
    private readonly visits: VisitsReader,
    private readonly reader: ExpensesReader,
    private readonly store: VisitStore,
  ) {}

  async find(tx: Tx, actor: Actor, visitId: string, id: string): Promise<ExpenseOfVisit> {
    const visit = await this.visits.byId(tx, actor, visitId);
    return { visit, expense: await this.reader.byId(tx, visit.id, id) };
  }

  async add(tx: Tx, actor: Actor, now: Date, based: Based, input: NewExpense): Promise<ExpenseOfVisit> {
    const visit = await this.begin(tx, actor, based);
    refuse(checkExpense(input));
    const id = input.id ?? uuidv7();
    await this.insert(tx, actor, now, visit, { id, input });
    return {
      visit: await this.end(tx, actor, now, visit, { added: id }),
      expense: await this.reader.byId(tx, visit.id, id),
    };
  }

  async remove(tx: Tx, actor: Actor, now: Date, based: Based, id: string): Promise<Visit> {
    const visit = await this.begin(tx, actor, based);
    await this.reader.byId(tx, visit.id, id);
    await tx.query(`UPDATE visit_expense SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL`, [
      id,
      now,
    ]);
    return this.end(tx, actor, now, visit, { removed: id });
  }

  /** The visit as its maker saw it, and still open to changes of its lines. */
  async begin(tx: Tx, actor: Actor, based: Based): Promise<Visit> {
    const visit = await this.visits.locked(tx, actor, based.id);
    if (visit.version !== based.version) throw stale();
    this.store.statusAfter(visit, 'expense', actor);
    return visit;
  }

  end(
    tx: Tx,
    actor: Actor,
    now: Date,
    visit: Visit,
    detail: Readonly<Record<string, string>>,
  ): Promise<Visit> {
    return this.store.change(tx, actor, now, { visit, move: 'expense', change: {}, detail });
  }

  private async insert(
    tx: Tx,
    actor: Actor,
    now: Date,
    visit: Visit,
    { id, input: line }: { readonly id: string; readonly input: NewExpense },
  ): Promise<void> {
    const yenPerKm = line.kind === 'own_car' ? await this.rateFor(tx, visit) : null;
    const words: ExpenseWords = {
      route: line.route,
      taxiReason: line.taxiReason ?? null,
      noReceiptReason: line.noReceiptReason ?? null,
    };
    const sealed = seal(JSON.stringify(words), expenseContext(id));
    await tx.query(
      `INSERT INTO visit_expense (id, visit_id, organisation_id, consultation_id, person_id, budget, kind, amount_yen,
                                  distance_m, yen_per_km, sealed, seal, account_id, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        id,
        visit.id,
        visit.organisationId,
        visit.consultationId,
        actor.personId,
        line.budget,
        line.kind,
        amountOf(line, yenPerKm),
        line.distanceM ?? null,
        yenPerKm,
        sealed.bytes,
        sealed.seal,
        actor.accountId,
        now,
      ],
    );
  }

  private async rateFor(tx: Tx, { plannedFrom }: Visit): Promise<Yen> {
    const rate = await this.reader.yenPerKm(tx, tokyoDay(plannedFrom));
    if (rate === null)
      throw new DomainError('conflict', 'no_mileage_rate', 'この日の自家用車の単価が登録されていません。');
    return rate;
  }
}

function amountOf({ amountYen, distanceM }: NewExpense, yenPerKm: Yen | null): Yen {
  const amount = yenPerKm === null || distanceM === undefined ? amountYen : carAmount(distanceM, yenPerKm);
  if (amount === undefined) throw new Error('A line without an amount');
  return amount;
}
