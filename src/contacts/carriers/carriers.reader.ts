import { Injectable } from '@nestjs/common';
import { notFound } from '../../shared/domain-error';
import { firstRow, rows, type Tx } from '../../platform/database/sql';
import { type Page, type PageQuery, readCursor, toPage } from '../../platform/http/page';
import type { CarrierLayout } from '../domain/carrier-layout';

export interface Carrier {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly layout: CarrierLayout;
}

const CARRIER = `
  SELECT ca.id, ca.name, ca.version, cv.layout
  FROM carrier AS ca JOIN carrier_version AS cv ON cv.carrier_id = ca.id AND cv.version = ca.version`;

@Injectable()
export class CarriersReader {
  async page(tx: Tx, query: PageQuery): Promise<Page<Carrier>> {
    const cursor = readCursor(query.cursor, [(name) => name.length > 0]);
    const found = await rows<Carrier>(
      tx,
      `${CARRIER} WHERE $1::text IS NULL OR ca.name > $1 ORDER BY ca.name LIMIT $2`,
      [cursor?.[0] ?? null, query.limit + 1],
    );
    return toPage(
      found,
      query.limit,
      (row) => [row.name],
      (row) => row,
    );
  }

  async byId(tx: Tx, id: string): Promise<Carrier> {
    const found = await firstRow<Carrier>(tx, `${CARRIER} WHERE ca.id = $1`, [id]);
    if (!found) throw notFound('回線会社の設定');
    return found;
  }

  /** The layout as it was when a file was sent in, whatever has been changed since. */
  async layout(tx: Tx, id: string, version: number): Promise<CarrierLayout> {
    const found = await firstRow<{ layout: CarrierLayout }>(
      tx,
      `SELECT cv.layout FROM carrier_version AS cv WHERE cv.carrier_id = $1 AND cv.version = $2`,
      [id, version],
    );
    if (!found) throw notFound('回線会社の設定');
    return found.layout;
  }
}
