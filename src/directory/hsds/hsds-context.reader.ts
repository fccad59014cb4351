import { Injectable } from '@nestjs/common';
import { rows, type Tx } from '../../platform/database/sql';

/** Names of the codes that services carry. */
export interface HsdsContext {
  readonly worries: ReadonlyMap<string, string>;
  readonly fields: ReadonlyMap<string, string>;
  /** By two or five digits. */
  readonly places: ReadonlyMap<string, string>;
}

interface Named {
  readonly code: string;
  readonly name: string;
}

@Injectable()
export class HsdsContextReader {
  async load(tx: Tx): Promise<HsdsContext> {
    const worries = await this.list(tx, 'worry_category');
    const prefectures = await this.list(tx, 'prefecture');
    const fields = await rows<Named>(tx, `SELECT l.code, l.label_ja AS name FROM line_field AS l`);
    const places = await rows<Named>(tx, `SELECT m.code, m.name FROM municipality AS m`);
    return { worries: named(worries), fields: named(fields), places: named([...prefectures, ...places]) };
  }

  private list(tx: Tx, list: string): Promise<Named[]> {
    return rows<Named>(
      tx,
      `SELECT r.code, r.label_ja AS name FROM reference_code AS r WHERE r.list = $1 ORDER BY r.sort_order`,
      [list],
    );
  }
}

function named(list: readonly Named[]): Map<string, string> {
  return new Map(list.map(({ code, name }) => [code, name]));
}
