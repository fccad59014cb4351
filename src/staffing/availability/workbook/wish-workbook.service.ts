import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../shared/actor';
import { AuditLog } from '../../../audit/audit-log';
import type { Tx } from '../../../platform/database/sql';
import type { WorkbookModel } from '../../../platform/excel/workbook-model';
import { type SheetRevision, SheetsReader } from '../sheets.reader';
import { WishFrameReader } from './wish-frame.reader';
import { wishWorkbook } from './wish-sheet';

@Injectable()
export class WishWorkbookService {
  constructor(
    private readonly frames: WishFrameReader,
    private readonly sheets: SheetsReader,
    private readonly audit: AuditLog,
  ) {}

  /** The workbook of one organisation as plain data, filled with what is known; taking it out of the house leaves a trace. */
  async build(
    tx: Tx,
    actor: Actor,
    now: Date,
    { periodId, organisationId }: Exported,
  ): Promise<WorkbookModel> {
    const frame = await this.frames.frame(tx, periodId, organisationId);
    const known = new Map<string, SheetRevision>();
    for (const { personId } of frame.people) {
      const sheet = await this.sheets.inForce(tx, { periodId, organisationId, personId });
      if (sheet) known.set(personId, sheet);
    }
    await this.audit.record(tx, actor, now, {
      action: 'availability.exported',
      objectType: 'period',
      objectId: periodId,
      organisationId,
      detail: { people: frame.people.length },
    });
    return wishWorkbook(frame, known, now);
  }
}

interface Exported {
  readonly periodId: string;
  readonly organisationId: string;
}
