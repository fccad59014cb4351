import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../shared/actor';
import { DomainError, invalid } from '../shared/domain-error';
import { AuditLog } from '../audit/audit-log';
import { Period } from '../periods/period.entity';
import { PeriodsReader } from '../periods/periods.reader';
import { firstRow, type Tx } from '../platform/database/sql';
import { checkShiftPlacement, type PlacementGround } from './domain/check-shift-placement';
import { Shift } from './shift.entity';
import type { NewShift, ShiftView } from './shifts.dto';
import { ShiftsReader } from './shifts.reader';

@Injectable()
export class ShiftsService {
  constructor(
    private readonly periods: PeriodsReader,
    private readonly reader: ShiftsReader,
    private readonly audit: AuditLog,
  ) {}

  async create(tx: Tx, actor: Actor, now: Date, input: NewShift): Promise<ShiftView> {
    await this.refuseMisplaced(tx, input);
    const shift: Shift = {
      id: input.id ?? uuidv7(),
      periodId: input.periodId,
      organisationId: input.organisationId,
      channel: input.channel,
      fieldCode: input.fieldCode ?? null,
      role: input.role,
      startsAt: input.startsAt,
      endsAt: input.endsAt,
      seats: input.seats,
      version: 1,
      createdAt: now,
    };
    await tx.insert(Shift, shift);
    await this.audit.record(tx, actor, now, {
      action: 'shift.created',
      objectType: 'shift',
      objectId: shift.id,
      organisationId: shift.organisationId,
      detail: { periodId: shift.periodId, seats: shift.seats },
    });
    return this.reader.byId(tx, shift.id);
  }

  private async refuseMisplaced(tx: Tx, input: NewShift): Promise<void> {
    const span = { from: input.startsAt, until: input.endsAt };
    const faults = checkShiftPlacement(
      { span, fieldCode: input.fieldCode ?? null },
      await this.ground(tx, input),
    );
    if (faults.length > 0)
      throw new DomainError('invalid', 'validation', '入力内容に誤りがあります。', faults);
  }

  private async ground(tx: Tx, { periodId, organisationId }: NewShift): Promise<PlacementGround> {
    const period = await tx.findOneBy(Period, { id: periodId });
    if (!period) throw invalid('/periodId', 'unknown', '実施期が見つかりません。');
    if (period.status === 'closed') {
      throw new DomainError('conflict', 'period_closed', '終了した期にシフトは追加できません。');
    }
    // Another organisation's roster is answered like an organisation that does not exist.
    const visible = await firstRow(
      tx,
      `SELECT FROM organisation AS o WHERE o.id = $1 AND sees_organisation(o.id)`,
      [organisationId],
    );
    if (!visible) throw invalid('/organisationId', 'unknown', '団体が見つかりません。');
    return {
      period: { from: period.startsAt, until: period.endsAt },
      organisationTakesPart: await this.periods.takesPart(tx, periodId, organisationId),
      menu: (await this.periods.menu(tx, periodId)).map((field) => field.fieldCode),
    };
  }
}
