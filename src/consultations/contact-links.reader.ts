import { Injectable } from '@nestjs/common';
import { firstRow, type Tx } from '../platform/database/sql';
import type { SheetPlace } from './content-digest';

/** Calls that sheets may be linked to. */
@Injectable()
export class ContactLinksReader {
  /** Is this a call of this period that reached this organisation? Nobody need have answered: some are called or written back. */
  async belongs(tx: Tx, place: SheetPlace, contactId: string): Promise<boolean> {
    const found = await firstRow(
      tx,
      `SELECT FROM contact AS c WHERE c.id = $1 AND c.period_id = $2 AND c.organisation_id = $3`,
      [contactId, place.periodId, place.organisationId],
    );
    return found !== null;
  }
}
