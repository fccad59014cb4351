import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../shared/actor';
import { DomainError, invalid } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import { mayDo } from '../../platform/authz/permissions';
import { rows, type Tx } from '../../platform/database/sql';
import { stale } from '../../platform/http/entity-tag';
import { openConfidential } from '../confidential-door';
import { DirectoryBodiesReader } from '../directory-bodies.reader';
import { type DirectoryLocation, DirectoryLocationsReader } from '../directory-locations.reader';
import { DirectoryRevisions } from '../directory-revisions';
import { readMunicipalityCode } from '../domain/check-digits';
import { isArea } from '../domain/service-area';
import { refuseRetired, retireEntry, type VersionedEntry } from '../retired-entry';
import type { LocationInput } from './locations.dto';

@Injectable()
export class LocationsService {
  constructor(
    private readonly reader: DirectoryLocationsReader,
    private readonly bodies: DirectoryBodiesReader,
    private readonly revisions: DirectoryRevisions,
    private readonly audit: AuditLog,
  ) {}

  /** Looking at a confidential address is itself an event. */
  async read(tx: Tx, actor: Actor, now: Date, id: string): Promise<DirectoryLocation> {
    await openConfidential(tx, actor);
    const location = await this.reader.byId(tx, id);
    if (location.isConfidential) {
      await this.audit.record(tx, actor, now, {
        action: 'directory_location.read',
        objectType: 'directory_location',
        objectId: id,
        organisationId: location.organisationId,
        detail: { version: location.version },
      });
    }
    return location;
  }

  async create(tx: Tx, actor: Actor, now: Date, input: LocationInput): Promise<DirectoryLocation> {
    await openConfidential(tx, actor);
    if (actor.organisationId === null)
      throw new Error('a location belongs to the organisation that enters it');
    const values = await this.check(tx, actor, input);
    // Never the client's: an id that is taken would tell of a place that is hidden.
    const id = uuidv7();
    await tx.query(
      `INSERT INTO directory_location (id, organisation_id, body_id, name, postal_code, municipality_code, address, access,
         is_confidential, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`,
      [id, actor.organisationId, ...values, now],
    );
    return this.kept(tx, actor, now, id, 'created');
  }

  /** What was confidential once stays it: its address is in the versions before. */
  async replace(
    tx: Tx,
    actor: Actor,
    now: Date,
    target: VersionedEntry,
    input: LocationInput,
  ): Promise<DirectoryLocation> {
    await openConfidential(tx, actor);
    const current = await this.reader.byId(tx, target.id);
    refuseRetired(current);
    if (current.isConfidential !== input.isConfidential) throw otherSecrecy();
    const values = await this.check(tx, actor, input);
    const changed = await rows(
      tx,
      `UPDATE directory_location
       SET body_id = $3, name = $4, postal_code = $5, municipality_code = $6, address = $7, access = $8, is_confidential = $9,
           updated_at = $10, version = version + 1
       WHERE id = $1 AND version = $2 RETURNING id`,
      [target.id, target.version, ...values, now],
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
  ): Promise<DirectoryLocation> {
    await openConfidential(tx, actor);
    refuseRetired(await this.reader.byId(tx, target.id));
    await retireEntry(tx, now, 'directory_location', target, reason);
    return this.kept(tx, actor, now, target.id, 'retired');
  }

  private async check(tx: Tx, actor: Actor, input: LocationInput): Promise<unknown[]> {
    if (input.isConfidential && !mayDo(actor.roles, 'directory.confidential'))
      throw new DomainError(
        'forbidden',
        'forbidden',
        '所在地を明かさないつなぎ先を登録する権限がありません。',
      );
    const code = readMunicipalityCode(input.municipalityCode);
    if (code === null || !isArea(code))
      throw invalid('/municipalityCode', 'check_digit', '地方公共団体コードが正しくありません。');
    const body = await this.bodies.find(tx, input.bodyId);
    if (body?.status !== 'active') throw invalid('/bodyId', 'unknown', 'つなぎ先の団体が見つかりません。');
    const { bodyId, name, postalCode, address, access, isConfidential } = input;
    return [bodyId, name, postalCode, code, address, access ?? null, isConfidential];
  }

  private async kept(
    tx: Tx,
    actor: Actor,
    now: Date,
    id: string,
    change: string,
  ): Promise<DirectoryLocation> {
    const location = await this.reader.byId(tx, id);
    const { version, organisationId, ...content } = location;
    await this.revisions.keep(tx, actor, now, {
      objectType: 'location',
      objectId: id,
      version,
      change,
      content,
      ...(location.isConfidential ? { confidentialTo: organisationId } : {}),
    });
    return location;
  }
}

function otherSecrecy(): DomainError {
  return new DomainError(
    'conflict',
    'secrecy_fixed',
    '所在地を明かすかどうかは後から変えられません。掲載を終えて、新しく登録してください。',
  );
}
