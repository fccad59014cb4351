import { Injectable } from '@nestjs/common';
import type { Actor } from '../shared/actor';
import { AuditLog } from '../audit/audit-log';
import type { Tx } from '../platform/database/sql';
import type { SheetPlace } from './content-digest';
import type { AcceptedSheet } from './sheet-intake';
import { SheetStore } from './sheet-store';

/** A sheet that is not there yet. */
export interface SheetToFile {
  readonly id: string;
  readonly place: SheetPlace;
  readonly digest: string;
  readonly accepted: AcceptedSheet;
}

/** Gives an accepted sheet its number and writes it down. */
@Injectable()
export class SheetFiling {
  constructor(
    private readonly store: SheetStore,
    private readonly audit: AuditLog,
  ) {}

  async insert(tx: Tx, actor: Actor, now: Date, { id, place, digest, accepted }: SheetToFile): Promise<void> {
    const recordNo = await this.nextNumber(tx, place);
    await this.store.insert(tx, now, [
      {
        id,
        place,
        recordNo,
        sourceNo: null,
        revisionNo: 1,
        status: 'submitted',
        origin: accepted.sheet.content.contactId === null ? 'manual' : 'call',
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

  private async nextNumber(tx: Tx, { periodId, organisationId }: SheetPlace): Promise<number> {
    const first = await this.store.allotNumbers(tx, periodId, new Map([[organisationId, 1]]));
    const recordNo = first.get(organisationId);
    if (recordNo === undefined) throw new Error('No record number was allotted');
    return recordNo;
  }
}
