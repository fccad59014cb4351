import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../shared/actor';
import { DomainError, invalid, notFound } from '../shared/domain-error';
import { AuditLog } from '../audit/audit-log';
import { seal } from '../platform/crypto/seal';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import { stale } from '../platform/http/entity-tag';
import {
  checkOutcome,
  decideMove,
  keepsToOwnSheets,
  type ReferralMove,
  type ReferralOutcome,
  type ReferralStatus,
} from './domain/referral-moves';
import { noteContext } from './note-context';
import { Referral } from './referral.entity';
import type { NewReferral, ReferralDetail } from './referrals.dto';
import { ReferralsReader } from './referrals.reader';

/** One step of one referral, based on the version its maker saw. */
export interface Step {
  readonly id: string;
  readonly version: number;
  readonly move: ReferralMove;
  readonly outcome?: ReferralOutcome | undefined;
  readonly note?: string | undefined;
}

interface Sheet {
  readonly organisationId: string;
  readonly periodId: string;
  readonly counsellorId: string | null;
  readonly status: string;
}

@Injectable()
export class ReferralsService {
  constructor(
    private readonly reader: ReferralsReader,
    private readonly audit: AuditLog,
  ) {}

  async propose(tx: Tx, actor: Actor, now: Date, input: NewReferral): Promise<Referral> {
    const sheet = await this.sheet(tx, input.consultationId);
    if (!sheet || !mayUse(actor, sheet)) {
      throw invalid('/consultationId', 'unknown', '相談記録票が見つかりません。');
    }
    if (sheet.status === 'voided') {
      throw new DomainError('conflict', 'consultation_voided', '無効にした相談記録票からはつなげません。');
    }
    await refuseUnknownWorry(tx, input.worryCategory);
    const referral: Referral = {
      id: input.id ?? uuidv7(),
      organisationId: sheet.organisationId,
      periodId: sheet.periodId,
      consultationId: input.consultationId,
      worryCategory: input.worryCategory,
      receiverName: input.receiverName,
      receiverKind: input.receiverKind,
      handoverMethod: input.handoverMethod,
      status: 'proposed',
      outcome: null,
      version: 1,
      createdAt: now,
      updatedAt: now,
    };
    await tx.insert(Referral, referral);
    await this.recordStep(tx, actor, { referral, move: 'proposal', from: null, note: input.note });
    return referral;
  }

  /** Makes one move of the table; the event row and the audit row stand or fall with it. */
  async move(tx: Tx, actor: Actor, now: Date, step: Step): Promise<Referral> {
    const current = await this.ofUsableSheet(tx, actor, step.id);
    if (current.version !== step.version) throw stale();
    const to = statusAfter(current.status, step, actor);
    const moved = await rows<{ id: string }>(
      tx,
      `UPDATE referral SET status = $3, outcome = $4, version = version + 1, updated_at = $5
       WHERE id = $1 AND version = $2 RETURNING id`,
      [step.id, step.version, to, step.outcome ?? null, now],
    );
    if (moved.length === 0) throw stale();
    const referral = await this.reader.byId(tx, step.id);
    await this.recordStep(tx, actor, { referral, move: step.move, from: current.status, note: step.note });
    return referral;
  }

  /** Codes only. A counsellor sees those of their own sheets. */
  async ofUsableSheet(tx: Tx, actor: Actor, id: string): Promise<Referral> {
    const referral = await this.reader.byId(tx, id);
    const sheet = await this.sheet(tx, referral.consultationId);
    if (!sheet || !mayUse(actor, sheet)) throw notFound('つなぎ');
    return referral;
  }

  /** Reading the notes is itself an event. */
  async read(tx: Tx, actor: Actor, now: Date, id: string): Promise<ReferralDetail> {
    const detail = await this.reader.detail(tx, id);
    await this.audit.record(tx, actor, now, {
      action: 'referral.read',
      objectType: 'referral',
      objectId: id,
      organisationId: detail.organisationId,
      detail: { version: detail.version },
    });
    return detail;
  }

  private async recordStep(tx: Tx, actor: Actor, step: TakenStep): Promise<void> {
    const { referral, move, from } = step;
    const note = step.note === undefined ? null : seal(step.note, noteContext(referral.id, referral.version));
    await tx.query(
      `INSERT INTO referral_event (referral_id, version, organisation_id, move, from_status, to_status, occurred_at,
                                   account_id, note_sealed, seal)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        referral.id,
        referral.version,
        referral.organisationId,
        move,
        from,
        referral.status,
        referral.updatedAt,
        actor.accountId,
        note?.bytes ?? null,
        note?.seal ?? null,
      ],
    );
    await this.audit.record(tx, actor, referral.updatedAt, {
      action: from === null ? 'referral.proposed' : 'referral.moved',
      objectType: 'referral',
      objectId: referral.id,
      organisationId: referral.organisationId,
      detail: { move, from, to: referral.status, version: referral.version },
    });
  }

  private async sheet(tx: Tx, id: string): Promise<Sheet | null> {
    return firstRow(
      tx,
      `SELECT c.organisation_id AS "organisationId", c.period_id AS "periodId", c.counsellor_id AS "counsellorId", c.status
       FROM consultation AS c WHERE c.id = $1`,
      [id],
    );
  }
}

interface TakenStep {
  readonly referral: Referral;
  readonly move: ReferralMove | 'proposal';
  readonly from: ReferralStatus | null;
  readonly note: string | undefined;
}

function mayUse(actor: Actor, sheet: Sheet): boolean {
  if (!keepsToOwnSheets(actor.roles)) return true;
  return sheet.counsellorId !== null && sheet.counsellorId === actor.personId;
}

function statusAfter(status: ReferralStatus, step: Step, actor: Actor): ReferralStatus {
  const decision = decideMove(status, step.move, actor.roles);
  if (!decision.allowed) throw refused(decision.reason);
  const faults = step.move === 'closure' ? checkOutcome(status, step.outcome) : [];
  if (faults.length > 0) throw new DomainError('invalid', 'validation', '入力内容に誤りがあります。', faults);
  return decision.to;
}

function refused(reason: 'forbidden' | 'move_not_allowed'): DomainError {
  if (reason === 'forbidden')
    return new DomainError('forbidden', 'forbidden', 'この操作の権限がありません。');
  return new DomainError('conflict', 'move_not_allowed', '今の状況からこの手続きには進めません。');
}

async function refuseUnknownWorry(tx: Tx, code: string): Promise<void> {
  const known = await firstRow(
    tx,
    `SELECT FROM reference_code AS r WHERE r.list = 'worry_category' AND r.code = $1`,
    [code],
  );
  if (!known) throw invalid('/worryCategory', 'unknown', '悩みの分類コードが見つかりません。');
}
