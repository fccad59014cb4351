import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../shared/actor';
import { DomainError, invalid } from '../shared/domain-error';
import { AuditLog } from '../audit/audit-log';
import { refuseClosed } from '../periods/domain/refuse-closed';
import { PeriodsReader } from '../periods/periods.reader';
import { firstRow, type Tx } from '../platform/database/sql';
import { checkShiftPlacement, type PlacementGround } from './domain/check-shift-placement';
import { samePlan } from './domain/same-plan';
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

  /** Plans the shift; `added` is false when the same shift is already there, as a client that heard no answer asks again. */
  async create(tx: Tx, actor: Actor, now: Date, input: NewShift): Promise<Planned> {
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
    const earlier = await this.earlier(tx, actor, shift);
    if (earlier) return { added: false, shift: earlier };
    await this.refuseMisplaced(tx, input);
    if (!(await insertUnlessThere(tx, shift))) {
      // The same request came twice at the same moment, and the other one won.
      const other = await this.earlier(tx, actor, shift);
      if (!other) throw new DomainError('conflict', 'shift_exists', '同じIDのシフトが既にあります。');
      return { added: false, shift: other };
    }
    await this.audit.record(tx, actor, now, {
      action: 'shift.created',
      objectType: 'shift',
      objectId: shift.id,
      organisationId: shift.organisationId,
      detail: { periodId: shift.periodId, seats: shift.seats },
    });
    return { added: true, shift: await this.reader.byId(tx, actor, shift.id) };
  }

  private async earlier(tx: Tx, actor: Actor, shift: Shift): Promise<ShiftView | null> {
    const found = await tx.findOneBy(Shift, { id: shift.id });
    return found && samePlan(found, shift) ? this.reader.byId(tx, actor, shift.id) : null;
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
    const period = await this.periods.held(tx, periodId, 'shared');
    if (!period) throw invalid('/periodId', 'unknown', '実施期が見つかりません。');
    refuseClosed(period);
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

interface Planned {
  readonly added: boolean;
  readonly shift: ShiftView;
}

/** Waits for a row of the same id that is just being written; also one of an organisation the actor does not see counts. */
async function insertUnlessThere(tx: Tx, shift: Shift): Promise<boolean> {
  const insert = tx.createQueryBuilder().insert().into(Shift).values(shift).orIgnore().returning('id');
  return ((await insert.execute()).raw as unknown[]).length > 0;
}
