import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../shared/actor';
import { DomainError, invalid } from '../../shared/domain-error';
import { firstRow, rows, type Tx } from '../../platform/database/sql';
import { stale } from '../../platform/http/entity-tag';
import { type DirectoryBody, DirectoryBodiesReader } from '../directory-bodies.reader';
import { DirectoryRevisions } from '../directory-revisions';
import { isCorporateNumber } from '../domain/check-digits';
import { refuseRetired, retireEntry, type VersionedEntry } from '../retired-entry';
import type { BodyInput, NewBody } from './bodies.dto';

@Injectable()
export class BodiesService {
  constructor(
    private readonly reader: DirectoryBodiesReader,
    private readonly revisions: DirectoryRevisions,
  ) {}

  async create(tx: Tx, actor: Actor, now: Date, input: NewBody): Promise<DirectoryBody> {
    checkNumber(input);
    const id = input.id ?? uuidv7();
    await tx.query(
      `INSERT INTO directory_body (id, name, kana, kind, corporate_number, description, url, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
      [id, ...valuesOf(input), now],
    );
    return this.kept(tx, actor, now, id, 'created');
  }

  async replace(
    tx: Tx,
    actor: Actor,
    now: Date,
    target: VersionedEntry,
    input: BodyInput,
  ): Promise<DirectoryBody> {
    refuseRetired(await this.reader.byId(tx, target.id));
    checkNumber(input);
    const changed = await rows(
      tx,
      `UPDATE directory_body
       SET name = $3, kana = $4, kind = $5, corporate_number = $6, description = $7, url = $8, updated_at = $9,
           version = version + 1
       WHERE id = $1 AND version = $2 RETURNING id`,
      [target.id, target.version, ...valuesOf(input), now],
    );
    if (changed.length === 0) throw stale();
    return this.kept(tx, actor, now, target.id, 'changed');
  }

  async retire(
    tx: Tx,
    actor: Actor,
    now: Date,
    target: VersionedEntry,
    reason: string,
  ): Promise<DirectoryBody> {
    refuseRetired(await this.reader.byId(tx, target.id));
    const active = await firstRow(
      tx,
      `SELECT FROM directory_service AS s WHERE s.body_id = $1 AND s.status = 'active' LIMIT 1`,
      [target.id],
    );
    if (active)
      throw new DomainError('conflict', 'has_services', '先に、この団体の窓口の掲載を終えてください。');
    await retireEntry(tx, now, 'directory_body', target, reason);
    return this.kept(tx, actor, now, target.id, 'retired');
  }

  private async kept(tx: Tx, actor: Actor, now: Date, id: string, change: string): Promise<DirectoryBody> {
    const body = await this.reader.byId(tx, id);
    const { version, ...content } = body;
    await this.revisions.keep(tx, actor, now, { objectType: 'body', objectId: id, version, change, content });
    return body;
  }
}

function checkNumber({ corporateNumber }: BodyInput): void {
  if (corporateNumber == null || isCorporateNumber(corporateNumber)) return;
  throw invalid('/corporateNumber', 'check_digit', '法人番号は13桁です。入力誤りがないか確かめてください。');
}

function valuesOf({ name, kana, kind, corporateNumber, description, url }: BodyInput): unknown[] {
  return [name, kana ?? null, kind, corporateNumber ?? null, description ?? null, url ?? null];
}
