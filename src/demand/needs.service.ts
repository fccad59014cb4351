import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../shared/actor';
import { DomainError, notFound } from '../shared/domain-error';
import { AuditLog } from '../audit/audit-log';
import { refuseClosed } from '../periods/domain/refuse-closed';
import { PeriodsReader } from '../periods/periods.reader';
import { firstRow, type Tx } from '../platform/database/sql';
import { stale } from '../platform/http/entity-tag';
import { checkNeed, type ManualNeed } from './domain/manual-need';
import type { NeedContent, NewNeed } from './needs.dto';
import { NeedsReader } from './needs.reader';

/** A need as the caller saw it. */
export interface NeedVersion {
  readonly periodId: string;
  readonly id: string;
  readonly version: number;
}

@Injectable()
export class NeedsService {
  constructor(
    private readonly periods: PeriodsReader,
    private readonly reader: NeedsReader,
    private readonly audit: AuditLog,
  ) {}

  async add(tx: Tx, actor: Actor, now: Date, periodId: string, input: NewNeed): Promise<ManualNeed> {
    const need = await this.checked(tx, periodId, input);
    const id = input.id ?? uuidv7();
    await tx.query(
      `INSERT INTO demand_need (id, period_id, channel, field_code, role, starts_at, ends_at, min_seats, min_supervisors,
                                language, gender, strength, weight, reason, account_id, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16)`,
      [id, periodId, ...values(need), actor.accountId, now],
    );
    await this.record(tx, actor, now, { action: 'demand_need.created', periodId, id, detail: figures(need) });
    return this.reader.byId(tx, periodId, id);
  }

  async change(
    tx: Tx,
    actor: Actor,
    now: Date,
    target: NeedVersion,
    input: NeedContent,
  ): Promise<ManualNeed> {
    const need = await this.checked(tx, target.periodId, input);
    const before = await this.reader.byId(tx, target.periodId, target.id);
    const changed = await firstRow(
      tx,
      `UPDATE demand_need SET channel = $4, field_code = $5, role = $6, starts_at = $7, ends_at = $8, min_seats = $9,
              min_supervisors = $10, language = $11, gender = $12, strength = $13, weight = $14, reason = $15,
              version = version + 1, updated_at = $16
       WHERE period_id = $1 AND id = $2 AND version = $3 AND withdrawn_at IS NULL RETURNING id`,
      [target.periodId, target.id, target.version, ...values(need), now],
    );
    if (!changed) throw stale();
    await this.record(tx, actor, now, {
      action: 'demand_need.changed',
      ...target,
      detail: { before: figures(before), after: figures(need) },
    });
    return this.reader.byId(tx, target.periodId, target.id);
  }

  /** The row stays, so that an earlier roster can still be understood. */
  async withdraw(tx: Tx, actor: Actor, now: Date, target: NeedVersion): Promise<void> {
    await this.openPeriod(tx, target.periodId);
    const before = await this.reader.byId(tx, target.periodId, target.id);
    const withdrawn = await firstRow(
      tx,
      `UPDATE demand_need SET withdrawn_at = $4, version = version + 1, updated_at = $4
       WHERE period_id = $1 AND id = $2 AND version = $3 AND withdrawn_at IS NULL RETURNING id`,
      [target.periodId, target.id, target.version, now],
    );
    if (!withdrawn) throw stale();
    await this.record(tx, actor, now, {
      action: 'demand_need.withdrawn',
      ...target,
      detail: figures(before),
    });
  }

  private async checked(tx: Tx, periodId: string, input: NeedContent): Promise<NeedFigures> {
    const period = await this.openPeriod(tx, periodId);
    const need: NeedFigures = {
      channel: input.channel,
      fieldCode: input.fieldCode ?? null,
      role: input.role,
      startsAt: input.startsAt,
      endsAt: input.endsAt,
      minSeats: input.minSeats,
      minSupervisors: input.minSupervisors ?? 0,
      language: input.language ?? null,
      gender: input.gender ?? null,
      strength: input.strength,
      weight: input.weight ?? 0,
      reason: input.reason,
    };
    const menu = (await this.periods.menu(tx, periodId)).map(({ fieldCode }) => fieldCode);
    const faults = checkNeed(need, { period: { from: period.startsAt, until: period.endsAt }, menu });
    if (faults.length > 0)
      throw new DomainError('invalid', 'validation', '入力内容に誤りがあります。', faults);
    return need;
  }

  private async openPeriod(tx: Tx, periodId: string) {
    const period = await this.periods.held(tx, periodId, 'shared');
    if (!period) throw notFound('実施期');
    refuseClosed(period);
    return period;
  }

  private record(tx: Tx, actor: Actor, now: Date, change: NeedChange): Promise<void> {
    return this.audit.record(tx, actor, now, {
      action: change.action,
      objectType: 'demand_need',
      objectId: change.id,
      organisationId: null,
      detail: { periodId: change.periodId, ...change.detail },
    });
  }
}

type NeedFigures = Omit<ManualNeed, 'id' | 'version'>;

interface NeedChange {
  readonly action: string;
  readonly periodId: string;
  readonly id: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** In the order of the columns of both statements. */
function values(need: NeedFigures): unknown[] {
  return [
    need.channel,
    need.fieldCode,
    need.role,
    need.startsAt,
    need.endsAt,
    need.minSeats,
    need.minSupervisors,
    need.language,
    need.gender,
    need.strength,
    need.weight,
    need.reason,
  ];
}

/** Codes and numbers for the audit trail; the reason is somebody's own words and stays out of it (JSON has no undefined). */
function figures(need: NeedFigures): Readonly<Record<string, unknown>> {
  return { ...need, reason: undefined };
}
