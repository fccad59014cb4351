import { Injectable } from '@nestjs/common';
import type { TokyoDay } from '../shared/tokyo-time';
import { rows, type Tx } from '../platform/database/sql';
import type { Surroundings } from './domain/match-services';
import type { Municipality } from './domain/service-area';

/** What opening hours and areas are read against. */
@Injectable()
export class DirectorySurroundingsReader {
  /** Without a place the register of all municipalities is not read. */
  async load(tx: Tx, { withRegister } = { withRegister: true }): Promise<Surroundings> {
    const holidays = await rows<{ day: TokyoDay }>(tx, `SELECT h.day FROM holiday AS h`);
    const municipalities = withRegister ? await this.municipalities(tx) : [];
    return {
      holidays: new Set(holidays.map(({ day }) => day)),
      register: new Map(municipalities.map((municipality) => [municipality.code, municipality])),
    };
  }

  private municipalities(tx: Tx): Promise<Municipality[]> {
    return rows<Municipality>(
      tx,
      `SELECT m.code, m.prefecture_code AS "prefectureCode", m.name, m.city_code AS "cityCode",
              m.valid_from AS "validFrom", m.valid_until AS "validUntil", m.successor_codes AS "successorCodes"
       FROM municipality AS m`,
    );
  }
}
