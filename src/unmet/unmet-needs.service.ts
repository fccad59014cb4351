import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../shared/actor';
import { DomainError, type FieldFault, invalid } from '../shared/domain-error';
import { AuditLog } from '../audit/audit-log';
import { ConsultationsReader } from '../consultations/consultations.reader';
import { refuseClosed } from '../periods/domain/refuse-closed';
import { PeriodsReader } from '../periods/periods.reader';
import { seal } from '../platform/crypto/seal';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import { type UnmetNeed, UnmetNeedsReader, noteContext } from './unmet-needs.reader';
import type { NewUnmetNeed } from './unmet.dto';

const LISTS = [
  ['/worryCategory', 'worry_category', 'worryCategory'],
  ['/supportKind', 'support_kind', 'supportKind'],
  ['/reason', 'unmet_reason', 'reason'],
  ['/prefectureCode', 'prefecture', 'prefectureCode'],
] as const;

/** The need that nobody could meet is counted too. */
@Injectable()
export class UnmetNeedsService {
  constructor(
    private readonly periods: PeriodsReader,
    private readonly sheets: ConsultationsReader,
    private readonly reader: UnmetNeedsReader,
    private readonly audit: AuditLog,
  ) {}

  async add(tx: Tx, actor: Actor, now: Date, input: NewUnmetNeed): Promise<UnmetNeed> {
    if (!(await this.sheets.hasInHand(tx, actor, input.consultationId))) {
      throw invalid('/consultationId', 'unknown', '相談記録票が見つかりません。');
    }
    const faults = await unknownCodes(tx, input);
    if (faults.length > 0)
      throw new DomainError('invalid', 'validation', '入力内容に誤りがあります。', faults);
    await this.holdPeriod(tx, actor, input);
    const neededAt = input.neededAt ?? now;
    if (neededAt > now) throw invalid('/neededAt', 'future', '時刻は今より前にしてください。');
    const id = input.id ?? uuidv7();
    await this.insert(tx, actor, input, { id, neededAt, createdAt: now });
    const need = await this.reader.byId(tx, actor, id);
    await this.record(tx, actor, now, need, 'unmet_need.recorded');
    return need;
  }

  /** What was noted by mistake no longer counts; the row stays. */
  async withdraw(tx: Tx, actor: Actor, now: Date, id: string): Promise<void> {
    const need = await this.reader.byId(tx, actor, id);
    await this.openPeriod(tx, need.periodId);
    const withdrawn = await firstRow(
      tx,
      `UPDATE unmet_need SET withdrawn_at = $2, withdrawn_by = $3 WHERE id = $1 AND withdrawn_at IS NULL RETURNING id`,
      [id, now, actor.accountId],
    );
    if (withdrawn) await this.record(tx, actor, now, need, 'unmet_need.withdrawn');
  }

  async read(tx: Tx, actor: Actor, now: Date, id: string): Promise<UnmetNeed & { note: string | null }> {
    const need = await this.reader.byId(tx, actor, id);
    await this.record(tx, actor, now, need, 'unmet_need.read');
    return need;
  }

  private async insert(tx: Tx, actor: Actor, need: NewUnmetNeed, at: Place): Promise<void> {
    const note = need.note === undefined ? null : seal(need.note, noteContext(at.id));
    const prefecture = need.prefectureCode ?? need.municipalityCode?.slice(0, 2) ?? null;
    await tx.query(
      `INSERT INTO unmet_need (id, organisation_id, period_id, consultation_id, worry_category, support_kind, reason,
                               prefecture_code, municipality_code, language, needed_at, sealed, seal, account_id, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        at.id,
        actor.organisationId,
        need.periodId,
        need.consultationId,
        need.worryCategory,
        need.supportKind,
        need.reason,
        prefecture,
        need.municipalityCode ?? null,
        need.language ?? null,
        at.neededAt,
        note?.bytes ?? null,
        note?.seal ?? null,
        actor.accountId,
        at.createdAt,
      ],
    );
  }

  /** Published figures of a closed period do not move; a need counts where its sheet does. */
  private async holdPeriod(tx: Tx, actor: Actor, input: NewUnmetNeed): Promise<void> {
    const sheet = await this.sheets.find(tx, actor, input.consultationId);
    if (sheet !== null && sheet.periodId !== input.periodId) {
      throw invalid('/periodId', 'other_period', '相談記録票の実施期と違います。');
    }
    const takesPart =
      actor.organisationId !== null &&
      (await this.periods.takesPart(tx, input.periodId, actor.organisationId));
    if (!takesPart) throw invalid('/periodId', 'unknown', '実施期が見つかりません。');
    await this.openPeriod(tx, input.periodId);
  }

  private async openPeriod(tx: Tx, periodId: string): Promise<void> {
    const period = await this.periods.held(tx, periodId, 'shared');
    if (period) refuseClosed(period);
  }

  private record(tx: Tx, actor: Actor, now: Date, need: UnmetNeed, action: string): Promise<void> {
    return this.audit.record(tx, actor, now, {
      action,
      objectType: 'consultation',
      objectId: need.consultationId,
      organisationId: need.organisationId,
      detail: { unmetNeed: need.id },
    });
  }
}

interface Place {
  readonly id: string;
  readonly neededAt: Date;
  readonly createdAt: Date;
}

async function unknownCodes(tx: Tx, input: NewUnmetNeed): Promise<FieldFault[]> {
  const given = LISTS.flatMap(([pointer, list, key]) => {
    const code = input[key];
    return code === undefined ? [] : [{ pointer, list, code }];
  });
  const known = await rows<{ pointer: string }>(
    tx,
    `SELECT g.pointer FROM json_to_recordset($1) AS g(pointer text, list text, code text)
     JOIN reference_code AS r ON r.list = g.list AND r.code = g.code`,
    [JSON.stringify(given)],
  );
  const isKnown = new Set(known.map(({ pointer }) => pointer));
  const faults = given
    .filter(({ pointer }) => !isKnown.has(pointer))
    .map(({ pointer }) => ({ pointer, code: 'unknown', message: 'コードが見つかりません。' }));
  return faults;
}
