import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { DomainError, invalid } from '../../shared/domain-error';
import { rows, type Tx } from '../../platform/database/sql';
import { stale } from '../../platform/http/entity-tag';
import { DirectoryBodiesReader } from '../directory-bodies.reader';
import { DirectoryRevisions } from '../directory-revisions';
import { DirectoryServicesReader } from '../directory-services.reader';
import { checkService } from '../domain/check-service';
import { sameFacts } from '../domain/same-content';
import type { DirectoryService, ServiceContent } from '../domain/service-content';
import type { VersionedEntry } from '../retired-entry';
import { INSERT_SERVICE, serviceValues, UPDATE_SERVICE } from './service-columns';

/** Writes services and keeps each version. */
@Injectable()
export class ServiceStore {
  constructor(
    private readonly reader: DirectoryServicesReader,
    private readonly bodies: DirectoryBodiesReader,
    private readonly revisions: DirectoryRevisions,
  ) {}

  async check(tx: Tx, content: ServiceContent): Promise<void> {
    const faults = checkService(content, await this.reader.lists(tx));
    if (faults.length > 0)
      throw new DomainError('invalid', 'validation', '入力内容に誤りがあります。', faults);
    const body = await this.bodies.find(tx, content.bodyId);
    if (body?.status !== 'active') throw invalid('/bodyId', 'unknown', 'つなぎ先の団体が見つかりません。');
  }

  async insert(tx: Tx, now: Date, id: string, content: ServiceContent): Promise<void> {
    await tx.query(INSERT_SERVICE, [...serviceValues(content), id, now]);
  }

  /** Verified is what somebody made sure of: another telephone or another hour has to be verified again. */
  async update(tx: Tx, now: Date, current: DirectoryService, content: ServiceContent): Promise<void> {
    const { id, version } = current;
    const values = [...serviceValues(content), id, now, version, sameFacts(current, content)];
    if ((await rows(tx, UPDATE_SERVICE, values)).length === 0) throw stale();
  }

  /**
   * From this version on the service is offered at these locations. Those that the writer does not see stay: row-level security
   * hides them from the list, so they are neither added nor ended.
   */
  async placeAt(tx: Tx, service: VersionedEntry, locationIds: readonly string[]): Promise<void> {
    const seen = await rows<{ id: string }>(
      tx,
      `SELECT l.id FROM directory_location AS l WHERE l.id = ANY ($1) AND l.status = 'active'`,
      [locationIds],
    );
    const missing = locationIds.findIndex((id) => !seen.some((location) => location.id === id));
    if (missing >= 0) throw invalid(`/locationIds/${missing}`, 'unknown', '所在地が見つかりません。');
    await tx.query(
      `UPDATE directory_service_location AS sl SET until_version = $2
       FROM directory_location AS l
       WHERE l.id = sl.location_id AND sl.service_id = $1 AND sl.until_version IS NULL AND l.id <> ALL ($3)`,
      [service.id, service.version, locationIds],
    );
    await tx.query(
      `INSERT INTO directory_service_location (service_id, location_id, from_version)
       SELECT $1, wanted.id, $2 FROM unnest($3::uuid[]) AS wanted(id)
       WHERE NOT EXISTS (SELECT FROM directory_service_location AS sl
                         WHERE sl.service_id = $1 AND sl.location_id = wanted.id AND sl.until_version IS NULL)`,
      [service.id, service.version, [...new Set(locationIds)]],
    );
  }

  async keep(tx: Tx, actor: Actor, now: Date, id: string, change: string): Promise<DirectoryService> {
    const service = await this.reader.byId(tx, id);
    const { version, updatedAt: _, ...content } = service;
    await this.revisions.keep(tx, actor, now, {
      objectType: 'service',
      objectId: id,
      version,
      change,
      content,
    });
    return service;
  }
}
