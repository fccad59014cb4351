import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../shared/actor';
import { AuditLog } from '../audit/audit-log';
import { stale } from '../platform/http/entity-tag';
import { rows, type Tx } from '../platform/database/sql';
import { Organisation } from './organisation.entity';
import type { NewOrganisation, OrganisationChange } from './organisations.dto';
import { OrganisationsReader } from './organisations.reader';

@Injectable()
export class OrganisationsService {
  constructor(
    private readonly reader: OrganisationsReader,
    private readonly audit: AuditLog,
  ) {}

  async create(tx: Tx, actor: Actor, now: Date, input: NewOrganisation): Promise<Organisation> {
    const organisation: Organisation = {
      id: input.id ?? uuidv7(),
      code: input.code,
      name: input.name,
      kind: input.kind,
      version: 1,
      createdAt: now,
    };
    await tx.insert(Organisation, organisation);
    await this.audit.record(tx, actor, now, {
      action: 'organisation.created',
      objectType: 'organisation',
      objectId: organisation.id,
      organisationId: organisation.id,
    });
    return organisation;
  }

  async change(
    tx: Tx,
    actor: Actor,
    now: Date,
    target: Versioned,
    input: OrganisationChange,
  ): Promise<Organisation> {
    const changed = await rows<{ id: string }>(
      tx,
      `UPDATE organisation SET name = coalesce($3, name), kind = coalesce($4, kind), version = version + 1
       WHERE id = $1 AND version = $2 RETURNING id`,
      [target.id, target.version, input.name ?? null, input.kind ?? null],
    );
    const current = await this.reader.byId(tx, target.id);
    if (changed.length === 0) throw stale();
    await this.audit.record(tx, actor, now, {
      action: 'organisation.changed',
      objectType: 'organisation',
      objectId: target.id,
      organisationId: target.id,
      detail: { version: current.version },
    });
    return current;
  }
}

/** A row and the version a change to it is based on. */
interface Versioned {
  readonly id: string;
  readonly version: number;
}
