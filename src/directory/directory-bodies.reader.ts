import { Injectable } from '@nestjs/common';
import { notFound } from '../shared/domain-error';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import type { Page, PageQuery } from '../platform/http/page';
import { pageByName } from './page-by-name';
import type { BodyKind } from './domain/service-content';

export interface DirectoryBody {
  readonly id: string;
  readonly name: string;
  readonly kana: string | null;
  readonly kind: BodyKind;
  readonly corporateNumber: string | null;
  readonly description: string | null;
  readonly url: string | null;
  readonly status: string;
  readonly retiredReason: string | null;
  readonly version: number;
}

const BODY = `
  SELECT b.id, b.name, b.kana, b.kind, b.corporate_number AS "corporateNumber", b.description, b.url, b.status,
         b.retired_reason AS "retiredReason", b.version
  FROM directory_body AS b`;

@Injectable()
export class DirectoryBodiesReader {
  async page(tx: Tx, query: PageQuery): Promise<Page<DirectoryBody>> {
    return pageByName(tx, BODY, query);
  }

  async byId(tx: Tx, id: string): Promise<DirectoryBody> {
    const found = await this.find(tx, id);
    if (!found) throw notFound('つなぎ先の団体');
    return found;
  }

  async find(tx: Tx, id: string): Promise<DirectoryBody | null> {
    return firstRow<DirectoryBody>(tx, `${BODY} WHERE b.id = $1`, [id]);
  }

  async byIds(tx: Tx, ids: readonly string[]): Promise<DirectoryBody[]> {
    return rows<DirectoryBody>(tx, `${BODY} WHERE b.id = ANY ($1)`, [ids]);
  }

  async all(tx: Tx): Promise<DirectoryBody[]> {
    return rows<DirectoryBody>(tx, BODY);
  }
}
