import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { tokyoDay } from '../../shared/tokyo-time';
import { AuditLog } from '../../audit/audit-log';
import type { Tx } from '../../platform/database/sql';
import { openConfidential } from '../confidential-door';
import { DirectoryLocationsReader } from '../directory-locations.reader';
import type { DirectoryService } from '../domain/service-content';
import { presentDetail } from './present-service';
import type { ServiceDetail } from './services.dto';

/** A service with the places where it is offered, as far as the actor may know them. */
@Injectable()
export class ServiceDetails {
  constructor(
    private readonly locations: DirectoryLocationsReader,
    private readonly audit: AuditLog,
  ) {}

  async of(tx: Tx, actor: Actor, now: Date, service: DirectoryService): Promise<ServiceDetail> {
    await openConfidential(tx, actor);
    const at = (await this.locations.ofServices(tx, [service.id])).get(service.id) ?? [];
    for (const { id, organisationId, version } of at.filter(({ isConfidential }) => isConfidential)) {
      await this.audit.record(tx, actor, now, {
        action: 'directory_location.read',
        objectType: 'directory_location',
        objectId: id,
        organisationId,
        detail: { version },
      });
    }
    return presentDetail(service, at, tokyoDay(now));
  }
}
