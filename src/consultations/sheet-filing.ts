import { Injectable } from '@nestjs/common';
import type { Actor } from '../shared/actor';
import { AuditLog } from '../audit/audit-log';
import type { Tx } from '../platform/database/sql';
import { CallClaims } from './calls/call-claims';
import type { SheetRow } from './consultations.reader';
import type { SheetPlace } from './content-digest';
import type { AcceptedSheet } from './sheet-intake';
import { type SheetRevision, SheetStore } from './sheet-store';

/** A sheet that is not there yet. */
export interface SheetToFile {
  readonly id: string;
  readonly place: SheetPlace;
  readonly digest: string;
  readonly accepted: AcceptedSheet;
}

/** Writes an accepted sheet down: a new one under its number, a correction as the next revision. */
@Injectable()
export class SheetFiling {
  constructor(
    private readonly store: SheetStore,
    private readonly claims: CallClaims,
    private readonly audit: AuditLog,
  ) {}

  async insert(tx: Tx, actor: Actor, now: Date, { id, place, digest, accepted }: SheetToFile): Promise<void> {
    const { contactId } = accepted.sheet.content;
    if (contactId !== null) await this.claims.claim(tx, actor, now, contactId);
    const recordNo = await this.nextNumber(tx, place);
    await this.store.insert(tx, now, [
      {
        id,
        place,
        recordNo,
        sourceNo: null,
        revisionNo: 1,
        status: 'submitted',
        origin: contactId === null ? 'manual' : 'call',
        formVersionId: accepted.version.id,
        sheet: accepted.sheet,
        digest,
        reason: '',
        writtenBy: actor.accountId,
      },
    ]);
    await this.audit.record(tx, actor, now, {
      action: 'consultation.filed',
      objectType: 'consultation',
      objectId: id,
      organisationId: place.organisationId,
      detail: { periodId: place.periodId, recordNo },
    });
  }

  /** False when anything happened to the sheet since `row` was read. */
  async amend(tx: Tx, actor: Actor, now: Date, row: SheetRow, revision: SheetRevision): Promise<boolean> {
    const { contactId } = revision.sheet.content;
    if (contactId !== null && contactId !== row.contactId) {
      await this.claims.claim(tx, actor, now, contactId);
    }
    if (!(await this.store.amend(tx, now, revision, row.version))) return false;
    await this.audit.record(tx, actor, now, {
      action: 'consultation.amended',
      objectType: 'consultation',
      objectId: row.id,
      organisationId: row.organisationId,
      detail: { revision: revision.revisionNo },
    });
    return true;
  }

  private async nextNumber(tx: Tx, { periodId, organisationId }: SheetPlace): Promise<number> {
    const first = await this.store.allotNumbers(tx, periodId, new Map([[organisationId, 1]]));
    const recordNo = first.get(organisationId);
    if (recordNo === undefined) throw new Error('No record number was allotted');
    return recordNo;
  }
}
