import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../shared/actor';
import { DomainError, notFound } from '../shared/domain-error';
import { jsonYen } from '../shared/json-yen';
import { AuditLog } from '../audit/audit-log';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import { stale } from '../platform/http/entity-tag';
import { checkOpeningWindow } from './domain/check-opening-window';
import { refuseClosed } from './domain/refuse-closed';
import type { VersionedParticipation } from './participation-in-path';
import type { Period } from './period.entity';
import { PeriodUseReader } from './period-use.reader';
import type { NewOpeningWindow, NewParticipation, NewPeriodField, ParticipationChange } from './periods.dto';
import {
  type OpeningWindowRow,
  type ParticipationRow,
  type PeriodFieldRow,
  PeriodsReader,
} from './periods.reader';

const FIELD = `field_code AS "fieldCode", digit, label_ja AS label, sort_order AS "sortOrder"`;
const WINDOW = `id, channel, field_code AS "fieldCode", opens_at AS "opensAt", closes_at AS "closesAt",
  daily_from AS "dailyFrom", daily_until AS "dailyUntil"`;
const INVALID = '入力内容に誤りがあります。';

/** Menu, opening hours and participants of a period, as long as it is not closed. */
@Injectable()
export class PeriodSettingsService {
  constructor(
    private readonly reader: PeriodsReader,
    private readonly use: PeriodUseReader,
    private readonly audit: AuditLog,
  ) {}

  async addField(
    tx: Tx,
    actor: Actor,
    now: Date,
    periodId: string,
    input: NewPeriodField,
  ): Promise<PeriodFieldRow> {
    await this.openForChange(tx, periodId);
    const added = await firstRow<PeriodFieldRow>(
      tx,
      `INSERT INTO period_field (period_id, field_code, digit, label_ja, sort_order)
       SELECT $1, $2, $3, $4, coalesce(max(f.sort_order), 0) + 1 FROM period_field AS f WHERE f.period_id = $1
       RETURNING ${FIELD}`,
      [periodId, input.fieldCode, input.digit ?? null, input.label],
    );
    await this.record(tx, actor, now, {
      action: 'period.field_added',
      periodId,
      detail: { fieldCode: input.fieldCode },
    });
    return returned(added);
  }

  async removeField(tx: Tx, actor: Actor, now: Date, target: FieldOfPeriod): Promise<void> {
    const { periodId, fieldCode } = target;
    // Alone, because a shift just being planned has read the menu and cannot be seen yet.
    await this.openForChange(tx, periodId, 'alone');
    if (await this.use.fieldInUse(tx, periodId, fieldCode)) {
      throw new DomainError(
        'conflict',
        'field_in_use',
        'この分野のシフトまたは呼が登録されているため、削除できません。',
      );
    }
    const removed = await firstRow<PeriodFieldRow>(
      tx,
      `DELETE FROM period_field WHERE period_id = $1 AND field_code = $2 RETURNING ${FIELD}`,
      [periodId, fieldCode],
    );
    if (!removed) throw notFound('分野');
    await this.record(tx, actor, now, { action: 'period.field_removed', periodId, detail: { ...removed } });
  }

  async addWindow(
    tx: Tx,
    actor: Actor,
    now: Date,
    periodId: string,
    input: NewOpeningWindow,
  ): Promise<OpeningWindowRow> {
    const period = await this.openForChange(tx, periodId);
    const open = { from: input.opensAt ?? period.startsAt, until: input.closesAt ?? period.endsAt };
    const daily = input.daily ?? null;
    const faults = checkOpeningWindow({ open, daily }, { from: period.startsAt, until: period.endsAt });
    if (faults.length > 0) throw new DomainError('invalid', 'validation', INVALID, faults);
    const added = await firstRow<OpeningWindowRow>(
      tx,
      `INSERT INTO opening_window (id, period_id, channel, field_code, opens_at, closes_at, daily_from, daily_until)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING ${WINDOW}`,
      [
        uuidv7(),
        periodId,
        input.channel,
        input.fieldCode ?? null,
        open.from,
        open.until,
        daily?.from ?? null,
        daily?.until ?? null,
      ],
    );
    await this.record(tx, actor, now, {
      action: 'period.window_added',
      periodId,
      detail: { channel: input.channel },
    });
    return returned(added);
  }

  async removeWindow(tx: Tx, actor: Actor, now: Date, target: WindowOfPeriod): Promise<void> {
    const { periodId, windowId } = target;
    await this.openForChange(tx, periodId);
    const removed = await firstRow<OpeningWindowRow>(
      tx,
      `DELETE FROM opening_window WHERE period_id = $1 AND id = $2 RETURNING ${WINDOW}`,
      [periodId, windowId],
    );
    if (!removed) throw notFound('受付時間');
    await this.record(tx, actor, now, { action: 'period.window_removed', periodId, detail: { ...removed } });
  }

  async addParticipation(
    tx: Tx,
    actor: Actor,
    now: Date,
    periodId: string,
    input: NewParticipation,
  ): Promise<ParticipationRow> {
    await this.openForChange(tx, periodId);
    const added = await firstRow<ParticipationRow>(
      tx,
      `WITH added AS (
         INSERT INTO participation (period_id, organisation_id, seats_promised, budget_yen, max_minutes, created_at)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING id, organisation_id, seats_promised, budget_yen, max_minutes, version
       )
       SELECT added.id, added.organisation_id AS "organisationId", o.name AS "organisationName",
              added.seats_promised AS "seatsPromised", added.budget_yen AS "budgetYen",
              added.max_minutes AS "maxMinutes", added.version
       FROM added JOIN organisation AS o ON o.id = added.organisation_id`,
      [
        periodId,
        input.organisationId,
        input.seatsPromised ?? null,
        input.budgetYen ?? null,
        input.maxMinutes ?? null,
        now,
      ],
    );
    await this.record(tx, actor, now, {
      action: 'period.participation_added',
      periodId,
      organisationId: input.organisationId,
    });
    return returned(added);
  }

  /** The audit row holds the figures before and after: who moved a budget is asked sooner or later. */
  async changeParticipation(
    tx: Tx,
    actor: Actor,
    now: Date,
    target: VersionedParticipation,
    input: ParticipationChange,
  ): Promise<ParticipationRow> {
    const { periodId, organisationId, version } = target;
    await this.openForChange(tx, periodId);
    const before = await this.participation(tx, target);
    if (!before) throw notFound('参加団体');
    const wanted = { ...promiseOf(before), ...given(input) };
    const changed = await rows(
      tx,
      `UPDATE participation SET seats_promised = $4, budget_yen = $5, max_minutes = $6, version = version + 1
       WHERE period_id = $1 AND organisation_id = $2 AND version = $3 RETURNING id`,
      [periodId, organisationId, version, wanted.seatsPromised, wanted.budgetYen, wanted.maxMinutes],
    );
    const after = await this.participation(tx, target);
    if (changed.length === 0 || !after) throw stale();
    await this.record(tx, actor, now, {
      action: 'period.participation_changed',
      periodId,
      organisationId,
      detail: { before: inJson(promiseOf(before)), after: inJson(wanted) },
    });
    return after;
  }

  private async participation(tx: Tx, target: VersionedParticipation): Promise<ParticipationRow | undefined> {
    const all = await this.reader.participations(tx, target.periodId);
    return all.find(({ organisationId }) => organisationId === target.organisationId);
  }

  private async openForChange(
    tx: Tx,
    periodId: string,
    hold: 'shared' | 'alone' = 'shared',
  ): Promise<Period> {
    const period = await this.reader.held(tx, periodId, hold);
    if (!period) throw notFound('実施期');
    refuseClosed(period);
    return period;
  }

  private record(tx: Tx, actor: Actor, now: Date, change: SettingAudit): Promise<void> {
    return this.audit.record(tx, actor, now, {
      action: change.action,
      objectType: 'period',
      objectId: change.periodId,
      ...(change.organisationId ? { organisationId: change.organisationId } : {}),
      ...(change.detail ? { detail: change.detail } : {}),
    });
  }
}

interface FieldOfPeriod {
  readonly periodId: string;
  readonly fieldCode: string;
}

interface WindowOfPeriod {
  readonly periodId: string;
  readonly windowId: string;
}

type Promised = Pick<ParticipationRow, 'seatsPromised' | 'budgetYen' | 'maxMinutes'>;

interface SettingAudit {
  readonly action: string;
  readonly periodId: string;
  readonly organisationId?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

function promiseOf({ seatsPromised, budgetYen, maxMinutes }: Promised): Promised {
  return { seatsPromised, budgetYen, maxMinutes };
}

/** Only what was sent: null empties a figure, absent keeps it. */
function given(input: ParticipationChange): Partial<Promised> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}

function inJson({ budgetYen, ...others }: Promised) {
  return { ...others, budgetYen: budgetYen === null ? null : jsonYen(budgetYen) };
}

/** An INSERT that did not fail gives its row back. */
function returned<Row>(row: Row | null): Row {
  if (row === null) throw new Error('INSERT gave no row');
  return row;
}
