import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../shared/actor';
import { DomainError } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import { rows, type Tx } from '../../platform/database/sql';
import { stale } from '../../platform/http/entity-tag';
import { CallContextReader } from '../call-context.reader';
import type { CarrierLayout } from '../domain/carrier-layout';
import { checkCarrierLayout } from '../domain/check-carrier-layout';
import type { CarrierInput, NewCarrier } from './carriers.dto';
import { type Carrier, CarriersReader } from './carriers.reader';

@Injectable()
export class CarriersService {
  constructor(
    private readonly reader: CarriersReader,
    private readonly contexts: CallContextReader,
    private readonly audit: AuditLog,
  ) {}

  async create(tx: Tx, actor: Actor, now: Date, input: NewCarrier): Promise<Carrier> {
    await this.check(tx, input.layout);
    const id = input.id ?? uuidv7();
    await tx.query(`INSERT INTO carrier (id, name, version, created_at) VALUES ($1, $2, 1, $3)`, [
      id,
      input.name,
      now,
    ]);
    await this.keep(tx, actor, now, { id, version: 1, layout: input.layout });
    await this.record(tx, actor, now, { action: 'carrier.created', id, version: 1 });
    return this.reader.byId(tx, id);
  }

  /** Files that were sent in before are still read by the version they were sent with. */
  async replace(tx: Tx, actor: Actor, now: Date, target: Versioned, input: CarrierInput): Promise<Carrier> {
    const { id } = target;
    await this.reader.byId(tx, id);
    await this.check(tx, input.layout);
    const version = target.version + 1;
    const changed = await rows(
      tx,
      `UPDATE carrier SET name = $3, version = $4 WHERE id = $1 AND version = $2 RETURNING id`,
      [id, target.version, input.name, version],
    );
    if (changed.length === 0) throw stale();
    await this.keep(tx, actor, now, { id, version, layout: input.layout });
    await this.record(tx, actor, now, { action: 'carrier.changed', id, version });
    return this.reader.byId(tx, id);
  }

  private async check(tx: Tx, layout: CarrierLayout): Promise<void> {
    const faults = checkCarrierLayout(layout, await this.contexts.words(tx)).map((found) => ({
      ...found,
      pointer: `/layout${found.pointer}`,
    }));
    if (faults.length > 0)
      throw new DomainError('invalid', 'validation', '入力内容に誤りがあります。', faults);
  }

  private async keep(tx: Tx, actor: Actor, now: Date, { id, version, layout }: KeptVersion): Promise<void> {
    await tx.query(
      `INSERT INTO carrier_version (carrier_id, version, layout, account_id, created_at) VALUES ($1, $2, $3, $4, $5)`,
      [id, version, JSON.stringify(layout), actor.accountId, now],
    );
  }

  private record(tx: Tx, actor: Actor, now: Date, { action, id, version }: CarrierEvent): Promise<void> {
    return this.audit.record(tx, actor, now, {
      action,
      objectType: 'carrier',
      objectId: id,
      detail: { version },
    });
  }
}

/** A carrier and the version a change to it is based on. */
interface Versioned {
  readonly id: string;
  readonly version: number;
}

interface KeptVersion extends Versioned {
  readonly layout: CarrierLayout;
}

interface CarrierEvent extends Versioned {
  readonly action: string;
}
