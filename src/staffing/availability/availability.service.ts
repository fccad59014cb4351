import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../shared/actor';
import { DomainError, type FieldFault, invalid, notFound } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import { PeopleReader } from '../../organisations/people.reader';
import { refuseClosed } from '../../periods/domain/refuse-closed';
import { PeriodsReader } from '../../periods/periods.reader';
import { seal } from '../../platform/crypto/seal';
import type { Tx } from '../../platform/database/sql';
import { stale } from '../../platform/http/entity-tag';
import { checkLimits, checkSpans } from '../domain/check-wishes';
import { sameSheet, type SheetContent } from '../domain/same-sheet';
import { settleSpans } from '../domain/settle-spans';
import { checkWeekdays, spreadWeekdays, type WeekdayWish } from '../domain/spread-weekdays';
import { noteContext } from '../note-context';
import { presentSpans, type SheetKey, type SheetRevision, SheetsReader } from './sheets.reader';

/** What is to stand in the sheet. A note of `undefined` is the one of the revision before. */
export interface SheetDraft extends Omit<SheetContent, 'noteToCoordinator'> {
  readonly weekdays: readonly WeekdayWish[];
  readonly noteToCoordinator: string | null | undefined;
}

interface SheetWrite {
  readonly key: SheetKey;
  /** The revision the writer saw; null when there was none. */
  readonly basedOn: number | null;
  readonly draft: SheetDraft;
}

interface WrittenSheet {
  /** False when the sheet says the same already. */
  readonly written: boolean;
  readonly sheet: SheetRevision;
}

@Injectable()
export class AvailabilityService {
  constructor(
    private readonly periods: PeriodsReader,
    private readonly people: PeopleReader,
    private readonly sheets: SheetsReader,
    private readonly audit: AuditLog,
  ) {}

  /** Puts a new revision in force; what was wished before stays readable. */
  async write(tx: Tx, actor: Actor, now: Date, { key, basedOn, draft }: SheetWrite): Promise<WrittenSheet> {
    const period = await this.ground(tx, key);
    const current = await this.sheets.inForce(tx, key);
    const content = this.settle(draft, { from: period.startsAt, until: period.endsAt }, current);
    // A client that heard no answer sends the same again; that is no conflict.
    if (current && sameSheet(current, content)) return { written: false, sheet: current };
    if (current && basedOn === null) throw ifMatchRequired();
    if ((current?.revisionNo ?? null) !== basedOn) throw stale();
    const sheet = { ...key, ...content, id: uuidv7(), revisionNo: (basedOn ?? 0) + 1 };
    const written = { ...sheet, writtenBy: accountOf(actor), writtenAt: now };
    await this.insert(tx, written);
    await this.audit.record(tx, actor, now, {
      action: 'availability.written',
      objectType: 'availability',
      objectId: written.id,
      organisationId: key.organisationId,
      detail: { periodId: key.periodId, personId: key.personId, revisionNo: written.revisionNo },
    });
    return { written: true, sheet: written };
  }

  /** Reading what somebody told the coordinator alone is itself an event. */
  async recordNoteRead(tx: Tx, actor: Actor, now: Date, sheet: SheetRevision): Promise<void> {
    await this.audit.record(tx, actor, now, {
      action: 'availability.note_read',
      objectType: 'availability',
      objectId: sheet.id,
      organisationId: sheet.organisationId,
      detail: { revisionNo: sheet.revisionNo },
    });
  }

  private settle(
    draft: SheetDraft,
    period: { readonly from: Date; readonly until: Date },
    current: SheetRevision | null,
  ): SheetContent {
    refuse([...checkSpans(draft.spans, period), ...checkWeekdays(draft.weekdays, period)]);
    const spans = settleSpans([...draft.spans, ...spreadWeekdays(draft.weekdays, draft.spans, period)]);
    refuse(checkLimits(spans, draft));
    const { maxMinutes, targetMinutes, maxNights, maxDays, noteToAll } = draft;
    const note = draft.noteToCoordinator === undefined ? current?.noteToCoordinator : draft.noteToCoordinator;
    return {
      spans,
      maxMinutes,
      targetMinutes,
      maxNights,
      maxDays,
      noteToAll,
      noteToCoordinator: note || null,
    };
  }

  private async ground(tx: Tx, key: SheetKey) {
    const period = await this.periods.held(tx, key.periodId, 'shared');
    if (!period) throw notFound('実施期');
    refuseClosed(period);
    await this.people.byId(tx, key.personId);
    if (!(await this.periods.takesPart(tx, key.periodId, key.organisationId))) {
      throw invalid('/organisationId', 'not_participating', 'この団体はこの期に参加していません。');
    }
    if (!(await this.sheets.servesDuring(tx, key))) {
      throw invalid('/organisationId', 'not_affiliated', 'この人は実施期にこの団体に所属していません。');
    }
    return period;
  }

  private async insert(tx: Tx, sheet: SheetRevision): Promise<void> {
    const note =
      sheet.noteToCoordinator === null ? null : seal(sheet.noteToCoordinator, noteContext(sheet.id));
    await tx.query(
      `INSERT INTO availability (id, period_id, organisation_id, person_id, revision_no, spans, max_minutes, target_minutes,
                                 max_nights, max_days, note_to_all, note_sealed, seal, written_by, written_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        sheet.id,
        sheet.periodId,
        sheet.organisationId,
        sheet.personId,
        sheet.revisionNo,
        JSON.stringify(presentSpans(sheet.spans)),
        sheet.maxMinutes,
        sheet.targetMinutes,
        sheet.maxNights,
        sheet.maxDays,
        sheet.noteToAll,
        note?.bytes ?? null,
        note?.seal ?? null,
        sheet.writtenBy,
        sheet.writtenAt,
      ],
    );
  }
}

function accountOf(actor: Actor): string {
  if (actor.accountId === null) throw new Error('a sheet of wishes is written by an account');
  return actor.accountId;
}

function refuse(faults: readonly FieldFault[]): void {
  if (faults.length > 0) throw new DomainError('invalid', 'validation', '入力内容に誤りがあります。', faults);
}

function ifMatchRequired(): DomainError {
  return new DomainError(
    'precondition_required',
    'if_match_required',
    '既に回答があります。表示していた版（ETag）を If-Match で指定してください。',
  );
}
