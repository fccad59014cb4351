import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../shared/actor';
import { DomainError, invalid } from '../shared/domain-error';
import { AuditLog } from '../audit/audit-log';
import { stale } from '../platform/http/entity-tag';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import { Period } from './period.entity';
import type {
  NewOpeningWindow,
  NewParticipation,
  NewPeriod,
  NewPeriodField,
  PeriodChange,
} from './periods.dto';
import { PeriodsReader } from './periods.reader';

const STANDARD_FORM = 'standard';

@Injectable()
export class PeriodsService {
  constructor(
    private readonly reader: PeriodsReader,
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
      version: 1,
      createdAt: now,
    };
    await tx.insert(Period, period);
    await this.record(tx, actor, now, { action: 'period.created', periodId: period.id });
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
    const current = await this.reader.byId(tx, target.id);
    if (current.version !== target.version) throw stale();
    if (current.status === 'closed') throw closed();
    const changed = await rows<{ id: string }>(
      tx,
      `UPDATE period SET label = coalesce($3, label), starts_at = coalesce($4, starts_at), ends_at = coalesce($5, ends_at),
              status = coalesce($6, status), note = coalesce($7, note), version = version + 1
       WHERE id = $1 AND version = $2 RETURNING id`,
      [
        target.id,
        target.version,
        input.label ?? null,
        input.startsAt ?? null,
        input.endsAt ?? null,
        input.status ?? null,
        input.note ?? null,
      ],
    );
    if (changed.length === 0) throw stale();
    await this.record(tx, actor, now, {
      action: 'period.changed',
      periodId: target.id,
      detail: { version: target.version + 1 },
    });
    return this.reader.byId(tx, target.id);
  }

  async addField(tx: Tx, actor: Actor, now: Date, periodId: string, input: NewPeriodField): Promise<void> {
    await this.openForChange(tx, periodId);
    await tx.query(
      `INSERT INTO period_field (period_id, field_code, digit, label_ja, sort_order)
       SELECT $1, $2, $3, $4, coalesce(max(f.sort_order), 0) + 1 FROM period_field AS f WHERE f.period_id = $1`,
      [periodId, input.fieldCode, input.digit ?? null, input.label],
    );
    await this.record(tx, actor, now, {
      action: 'period.field_added',
      periodId,
      detail: { fieldCode: input.fieldCode },
    });
  }

  async addWindow(
    tx: Tx,
    actor: Actor,
    now: Date,
    periodId: string,
    input: NewOpeningWindow,
  ): Promise<string> {
    const period = await this.openForChange(tx, periodId);
    const id = uuidv7();
    await tx.query(
      `INSERT INTO opening_window (id, period_id, channel, field_code, opens_at, closes_at, daily_from, daily_until)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        id,
        periodId,
        input.channel,
        input.fieldCode ?? null,
        input.opensAt ?? period.startsAt,
        input.closesAt ?? period.endsAt,
        input.daily?.from ?? null,
        input.daily?.until ?? null,
      ],
    );
    await this.record(tx, actor, now, {
      action: 'period.window_added',
      periodId,
      detail: { channel: input.channel },
    });
    return id;
  }

  async addParticipation(
    tx: Tx,
    actor: Actor,
    now: Date,
    periodId: string,
    input: NewParticipation,
  ): Promise<void> {
    await this.openForChange(tx, periodId);
    await tx.query(
      `INSERT INTO participation (period_id, organisation_id, seats_promised, budget_yen, created_at) VALUES ($1, $2, $3, $4, $5)`,
      [periodId, input.organisationId, input.seatsPromised ?? null, input.budgetYen ?? null, now],
    );
    await this.record(tx, actor, now, {
      action: 'period.participation_added',
      periodId,
      organisationId: input.organisationId,
    });
  }

  private async openForChange(tx: Tx, periodId: string): Promise<Period> {
    const period = await this.reader.byId(tx, periodId);
    if (period.status === 'closed') throw closed();
    return period;
  }

  private async standardForm(tx: Tx): Promise<string> {
    const form = await firstRow<{ id: string }>(tx, `SELECT f.id FROM form AS f WHERE f.code = $1`, [
      STANDARD_FORM,
    ]);
    if (!form)
      throw invalid('/formId', 'unknown', '標準の相談記録票が登録されていません。様式を指定してください。');
    return form.id;
  }

  private record(tx: Tx, actor: Actor, now: Date, change: PeriodAudit): Promise<void> {
    return this.audit.record(tx, actor, now, {
      action: change.action,
      objectType: 'period',
      objectId: change.periodId,
      ...(change.organisationId ? { organisationId: change.organisationId } : {}),
      ...(change.detail ? { detail: change.detail } : {}),
    });
  }
}

interface VersionedPeriod {
  readonly id: string;
  readonly version: number;
}

interface PeriodAudit {
  readonly action: string;
  readonly periodId: string;
  readonly organisationId?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

function closed(): DomainError {
  return new DomainError('conflict', 'period_closed', '終了した期は変更できません。');
}
