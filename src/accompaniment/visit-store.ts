import { Injectable } from '@nestjs/common';
import type { Actor } from '../shared/actor';
import { DomainError } from '../shared/domain-error';
import { AuditLog } from '../audit/audit-log';
import { seal, type Sealed } from '../platform/crypto/seal';
import { rows, type Tx } from '../platform/database/sql';
import { stale } from '../platform/http/entity-tag';
import { decideVisitMove, type VisitMove, type VisitStatus } from './domain/visit-moves';
import { nextLook } from './domain/visit-watch';
import { noteContext, planContext, reportContext } from './sealed-places';
import { type PlanWords, rolesIn, type Visit } from './visits.reader';

interface TakenStep {
  readonly visit: Visit;
  readonly move: VisitMove;
  /** What is different afterwards; the version counts itself. */
  readonly change: Partial<Visit>;
  readonly plan?: PlanWords | undefined;
  readonly report?: string | undefined;
  readonly note?: string | undefined;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** The one door by which visits change: row, step and audit entry stand or fall together. */
@Injectable()
export class VisitStore {
  constructor(private readonly audit: AuditLog) {}

  /** Where the move leads, or why this actor may not make it. */
  statusAfter(visit: Visit, move: VisitMove, actor: Actor): VisitStatus {
    const decision = decideVisitMove(visit.status, move, rolesIn(visit, actor));
    if (decision.allowed) return decision.to;
    if (decision.reason === 'move_not_allowed')
      throw new DomainError('conflict', 'move_not_allowed', '今の状況からこの手続きには進めません。');
    if (decision.reason === 'own_visit')
      throw new DomainError('conflict', 'own_visit', '同行した本人は、承認・差し戻しができません。');
    throw new DomainError('forbidden', 'forbidden', 'この操作の権限がありません。');
  }

  async add(tx: Tx, actor: Actor, now: Date, visit: Visit, words: PlanWords): Promise<void> {
    const plan = seal(JSON.stringify(words), planContext(visit.id));
    await tx.query(
      `INSERT INTO visit (id, organisation_id, period_id, consultation_id, status, planned_from, planned_until,
                          destination_kind, check_minutes, sealed, seal, watch_at, created_at, updated_at)
       VALUES ($1, $2, $3, $4, 'planned', $5, $6, $7, $8, $9, $10, $11, $12, $12)`,
      [
        visit.id,
        visit.organisationId,
        visit.periodId,
        visit.consultationId,
        visit.plannedFrom,
        visit.plannedUntil,
        visit.destinationKind,
        visit.checkMinutes,
        plan.bytes,
        plan.seal,
        nextLook(visit, null),
        now,
      ],
    );
    await tx.query(
      `INSERT INTO visit_referral (visit_id, referral_id, organisation_id, consultation_id)
       SELECT $1, r.id, $3, $4 FROM unnest($2::uuid[]) AS r(id)`,
      [visit.id, visit.referralIds, visit.organisationId, visit.consultationId],
    );
    await this.setCompanions(tx, now, visit);
    await this.recordStep(tx, actor, now, { visit, move: 'plan', change: {} }, null);
  }

  /** Refuses what was changed meanwhile. */
  async change(tx: Tx, actor: Actor, now: Date, step: TakenStep): Promise<Visit> {
    const before = step.visit;
    const visit: Visit = { ...before, ...step.change, version: before.version + 1, updatedAt: now };
    const plan = step.plan && seal(JSON.stringify(step.plan), planContext(visit.id));
    const report = step.report === undefined ? undefined : seal(step.report, reportContext(visit.id));
    const changed = await rows(tx, UPDATE, parametersOf(visit, before.version, plan, report));
    if (changed.length === 0) throw stale();
    if (step.change.companionIds) await this.setCompanions(tx, now, visit);
    await this.recordStep(tx, actor, now, { ...step, visit }, before.status);
    return visit;
  }

  /** Whoever is taken off stays on record. */
  private async setCompanions(tx: Tx, now: Date, visit: Visit): Promise<void> {
    await tx.query(
      `UPDATE visit_companion SET removed_at = $3
       WHERE visit_id = $1 AND removed_at IS NULL AND person_id <> ALL ($2::uuid[])`,
      [visit.id, visit.companionIds, now],
    );
    await tx.query(
      `INSERT INTO visit_companion (visit_id, person_id, organisation_id, consultation_id)
       SELECT $1, p.id, $3, $4 FROM unnest($2::uuid[]) AS p(id)
       ON CONFLICT ON CONSTRAINT pk_visit_companion DO UPDATE SET removed_at = NULL`,
      [visit.id, visit.companionIds, visit.organisationId, visit.consultationId],
    );
  }

  private async recordStep(
    tx: Tx,
    actor: Actor,
    now: Date,
    { visit, move, note, detail }: TakenStep,
    from: VisitStatus | null,
  ): Promise<void> {
    const words = note === undefined ? null : seal(note, noteContext(visit.id, visit.version));
    await tx.query(
      `INSERT INTO visit_event (visit_id, version, organisation_id, consultation_id, move, from_status, to_status,
                                occurred_at, account_id, note_sealed, seal)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        visit.id,
        visit.version,
        visit.organisationId,
        visit.consultationId,
        move,
        from,
        visit.status,
        now,
        actor.accountId,
        words?.bytes ?? null,
        words?.seal ?? null,
      ],
    );
    await this.audit.record(tx, actor, now, {
      action: from === null ? 'visit.planned' : 'visit.moved',
      objectType: 'visit',
      objectId: visit.id,
      organisationId: visit.organisationId,
      detail: { move, from, to: visit.status, version: visit.version, ...detail },
    });
  }
}

const UPDATE = `
  UPDATE visit SET status = $3, planned_from = $4, planned_until = $5, destination_kind = $6, check_minutes = $7,
                   watch_at = $8, client_came = $9, result = $10, next_step = $11, cancellation = $12, approvals = $13,
                   sealed = coalesce($14, sealed), seal = coalesce($15, seal),
                   report_sealed = coalesce($16, report_sealed), report_seal = coalesce($17, report_seal),
                   version = version + 1, updated_at = $18
  WHERE id = $1 AND version = $2 RETURNING id`;

function parametersOf(
  visit: Visit,
  version: number,
  plan: Sealed | undefined,
  report: Sealed | undefined,
): readonly unknown[] {
  return [
    visit.id,
    version,
    visit.status,
    visit.plannedFrom,
    visit.plannedUntil,
    visit.destinationKind,
    visit.checkMinutes,
    nextLook(visit, null),
    visit.clientCame,
    visit.result,
    visit.nextStep,
    visit.cancellation,
    visit.approvals,
    plan?.bytes ?? null,
    plan?.seal ?? null,
    report?.bytes ?? null,
    report?.seal ?? null,
    visit.updatedAt,
  ];
}
