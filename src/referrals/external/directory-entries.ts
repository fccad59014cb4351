import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { tokyoDay } from '../../shared/tokyo-time';
import type { Tx } from '../../platform/database/sql';
import { DirectoryServicesReader } from '../../directory/directory-services.reader';
import { ServicesService } from '../../directory/services/services.service';

/** The entry of the directory that the receiver itself vouches for. */
@Injectable()
export class DirectoryEntries {
  constructor(
    private readonly reader: DirectoryServicesReader,
    private readonly services: ServicesService,
  ) {}

  async verify(tx: Tx, actor: Actor, now: Date, entry: { id: string; version: number }): Promise<void> {
    await this.services.verify(tx, actor, now, entry);
  }

  async wasVerified(tx: Tx, now: Date, id: string | null, version: number): Promise<boolean> {
    if (id === null) return false;
    const service = await this.reader.byId(tx, id);
    return service.version === version + 1 && service.verifiedOn === tokyoDay(now);
  }
}
