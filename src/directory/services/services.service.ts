import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../shared/actor';
import { invalid } from '../../shared/domain-error';
import { tokyoDay } from '../../shared/tokyo-time';
import { rows, type Tx } from '../../platform/database/sql';
import { stale } from '../../platform/http/entity-tag';
import { openConfidential } from '../confidential-door';
import { DirectoryServicesReader } from '../directory-services.reader';
import type { Capacity, DirectoryService } from '../domain/service-content';
import { refuseRetired, type VersionedEntry } from '../retired-entry';
import { readServiceInput } from './service-columns';
import { ServiceStore } from './service-store';
import type { NewService, ServiceInput } from './services.dto';

@Injectable()
export class ServicesService {
  constructor(
    private readonly reader: DirectoryServicesReader,
    private readonly store: ServiceStore,
  ) {}

  async create(tx: Tx, actor: Actor, now: Date, input: NewService): Promise<DirectoryService> {
    await openConfidential(tx, actor);
    const { id = uuidv7(), ...rest } = input;
    const content = readServiceInput(rest);
    await this.store.check(tx, content);
    await this.store.insert(tx, now, id, content);
    await this.store.placeAt(tx, { id, version: 1 }, input.locationIds);
    return this.store.keep(tx, actor, now, id, 'created');
  }

  async replace(
    tx: Tx,
    actor: Actor,
    now: Date,
    target: VersionedEntry,
    input: ServiceInput,
  ): Promise<DirectoryService> {
    await openConfidential(tx, actor);
    const current = await this.reader.byId(tx, target.id);
    refuseRetired(current);
    const content = readServiceInput(input);
    await this.store.check(tx, content);
    if (current.version !== target.version) throw stale();
    await this.store.update(tx, now, current, content);
    await this.store.placeAt(tx, { id: target.id, version: target.version + 1 }, input.locationIds);
    return this.store.keep(tx, actor, now, target.id, 'changed');
  }

  /** Somebody made sure that what this version says is true. */
  async verify(
    tx: Tx,
    actor: Actor,
    now: Date,
    target: VersionedEntry,
    verifiedOn = tokyoDay(now),
  ): Promise<DirectoryService> {
    if (verifiedOn > tokyoDay(now))
      throw invalid('/verifiedOn', 'future', '確認した日は今日以前にしてください。');
    return this.set(tx, actor, now, target, {
      change: 'verified',
      assignment: `verified_on = $4, verified_by = $5`,
      values: [verifiedOn, actor.accountId],
    });
  }

  async setCapacity(
    tx: Tx,
    actor: Actor,
    now: Date,
    target: VersionedEntry,
    capacity: Capacity,
  ): Promise<DirectoryService> {
    return this.set(tx, actor, now, target, {
      change: 'capacity_set',
      assignment: `capacity = $4, capacity_on = $5`,
      values: [capacity, tokyoDay(now)],
    });
  }

  async retire(
    tx: Tx,
    actor: Actor,
    now: Date,
    target: VersionedEntry,
    reason: string,
  ): Promise<DirectoryService> {
    return this.set(tx, actor, now, target, {
      change: 'retired',
      assignment: `status = 'retired', retired_reason = $4`,
      values: [reason],
    });
  }

  private async set(
    tx: Tx,
    actor: Actor,
    now: Date,
    target: VersionedEntry,
    { change, assignment, values }: Assignment,
  ): Promise<DirectoryService> {
    refuseRetired(await this.reader.byId(tx, target.id));
    const changed = await rows(
      tx,
      `UPDATE directory_service SET ${assignment}, updated_at = $3, version = version + 1
       WHERE id = $1 AND version = $2 RETURNING id`,
      [target.id, target.version, now, ...values],
    );
    if (changed.length === 0) throw stale();
    return this.store.keep(tx, actor, now, target.id, change);
  }
}

/** Written in this file only; values travel as parameters from $4 on. */
interface Assignment {
  readonly change: string;
  readonly assignment: string;
  readonly values: readonly unknown[];
}
