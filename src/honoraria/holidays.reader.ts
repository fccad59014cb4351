import { Injectable } from '@nestjs/common';
import type { TokyoDay } from '../shared/tokyo-time';
import { rows, type Tx } from '../platform/database/sql';

@Injectable()
export class HolidaysReader {
  /** Every 国民の祝日 on record. */
  async days(tx: Tx): Promise<ReadonlySet<TokyoDay>> {
    const found = await rows<{ day: TokyoDay }>(tx, `SELECT h.day FROM holiday AS h`);
    return new Set(found.map(({ day }) => day));
  }
}
