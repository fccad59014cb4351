import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../shared/actor';
import { DomainError, invalid } from '../shared/domain-error';
import type { Interval } from '../shared/interval';
import { AuditLog } from '../audit/audit-log';
import { stale } from '../platform/http/entity-tag';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import { destroyCallerKey } from './destroy-caller-key';
import { checkClosing, type Closing } from './domain/check-closing';
import { checkPeriodSpan } from './domain/check-period-span';
import { refuseClosed } from './domain/refuse-closed';
import { Period } from './period.entity';
import { type PeriodUse, PeriodUseReader } from './period-use.reader';
import type { NewPeriod, PeriodChange } from './periods.dto';
import { PeriodsReader } from './periods.reader';

const STANDARD_FORM = 'standard';
const DUE_AFTER_HOURS = 24;

@Injectable()
export class PeriodsService {
  constructor(
    private readonly reader: PeriodsReader,
    private readonly use: PeriodUseReader,
    private readonly audit: AuditLog,
  ) {}

  async create(tx: Tx, actor: Actor, now: Date, input: NewPeriod): Promise<Period> {
    const period: Period = {
      id: input.id ?? uuidv7(),
      label: input.label,
      formId: input.formId ?? (await this.standardForm(tx)),
      startsAt: input.startsAt,
      endsAt: input.endsAt,
      status: input.status ?? 'planned',
      note: input.note ?? '',
      sheetDueHours: input.sheetDueHours ?? DUE_AFTER_HOURS,
      draftsLeft: null,
      draftsLeftReason: null,
      version: 1,
      createdAt: now,
    };
    refuseSpan(spanOf(period));
    await tx.insert(Period, period);
    await this.audit.record(tx, actor, now, {
      action: 'period.created',
      objectType: 'period',
      objectId: period.id,
    });
    return period;
  }

  /** Plans change, so a planned or open period may be edited; a closed one is frozen. */
  async change(
    tx: Tx,
    actor: Actor,
    now: Date,
    target: VersionedPeriod,
    input: PeriodChange,
  ): Promise<Period> {
    // What a closing counts must not move any more: whoever is submitting a draft just now is waited for.
    if (input.status === 'closed') await this.reader.held(tx, target.id, 'alone');
    const current = await this.reader.byId(tx, target.id);
    if (current.version !== target.version) throw stale();
    if (current.status === 'closed' && input.status !== undefined) throw notReopened();
    refuseClosed(current);
    const span = { from: input.startsAt ?? current.startsAt, until: input.endsAt ?? current.endsAt };
    const moved = input.startsAt !== undefined || input.endsAt !== undefined;
    if (moved) refuseSpan(span);
    const closing = await this.closing(tx, target.id, input);
    const changed = await rows<{ id: string }>(
      tx,
      `UPDATE period SET label = coalesce($3, label), starts_at = coalesce($4, starts_at), ends_at = coalesce($5, ends_at),
              status = coalesce($6, status), note = coalesce($7, note),
              sheet_due_hours = coalesce($8, sheet_due_hours), drafts_left = $9, drafts_left_reason = $10, version = version + 1
       WHERE id = $1 AND version = $2 RETURNING id`,
      [
        target.id,
        target.version,
        input.label ?? null,
        input.startsAt ?? null,
        input.endsAt ?? null,
        input.status ?? null,
        input.note ?? null,
        input.sheetDueHours ?? null,
        closing.draftsLeft,
        closing.draftsLeftReason,
      ],
    );
    if (changed.length === 0) throw stale();
    // After the update, which has waited for whoever held the period: all they wrote is to be seen.
    if (moved) await this.refuseLeftOutside(tx, current, span);
    const keyDestroyed = input.status === 'closed' && (await destroyCallerKey(tx, now, target.id));
    await this.audit.record(tx, actor, now, {
      action: 'period.changed',
      objectType: 'period',
      objectId: target.id,
      detail: {
        version: target.version + 1,
        ...(keyDestroyed ? { callerKeyDestroyed: true } : {}),
        ...(closing.draftsLeft === null ? {} : { draftsLeft: closing.draftsLeft }),
      },
    });
    return this.reader.byId(tx, target.id);
  }

  /** A period that is not closed has left nothing. */
  private async closing(tx: Tx, id: string, { status, draftsLeft }: PeriodChange): Promise<Closing> {
    if (status === 'closed') return checkClosing(await this.use.openDrafts(tx, id), draftsLeft);
    if (draftsLeft === undefined) return { draftsLeft: null, draftsLeftReason: null };
    throw invalid('/draftsLeft', 'not_closing', '期を終了するときだけ指定できます。');
  }

  private async refuseLeftOutside(tx: Tx, current: Period, next: Interval): Promise<void> {
    const outside = await this.use.leftOutside(tx, current.id, spanOf(current), next);
    if (outside.length > 0) throw inUse(outside);
  }

  private async standardForm(tx: Tx): Promise<string> {
    const form = await firstRow<{ id: string }>(tx, `SELECT f.id FROM form AS f WHERE f.code = $1`, [
      STANDARD_FORM,
    ]);
    if (!form)
      throw invalid('/formId', 'unknown', '標準の相談記録票が登録されていません。様式を指定してください。');
    return form.id;
  }
}

interface VersionedPeriod {
  readonly id: string;
  readonly version: number;
}

const USE_LABELS: Readonly<Record<PeriodUse, string>> = {
  windows: '受付時間',
  blocks: '席の枠',
  shifts: 'シフト',
  contacts: '呼',
  sheets: '相談記録票',
};

function spanOf(period: Period): Interval {
  return { from: period.startsAt, until: period.endsAt };
}

function refuseSpan(span: Interval): void {
  const faults = checkPeriodSpan(span);
  if (faults.length > 0) throw new DomainError('invalid', 'validation', '入力内容に誤りがあります。', faults);
}

function notReopened(): DomainError {
  return new DomainError(
    'conflict',
    'period_closed',
    '終了した期は再開できません。発信者の匿名照合キーは、期の終了時に破棄されています。',
  );
}

function inUse(uses: readonly PeriodUse[]): DomainError {
  const named = uses.map((use) => USE_LABELS[use]).join('・');
  return new DomainError(
    'conflict',
    'period_in_use',
    `変更後の期間の外に出る登録があります（${named}）。期間は変更できません。`,
  );
}
