import { Injectable } from '@nestjs/common';
import { notFound } from '../shared/domain-error';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import type { Page, PageQuery } from '../platform/http/page';
import { pageByName } from './page-by-name';

export interface DirectoryLocation {
  readonly id: string;
  readonly bodyId: string;
  readonly organisationId: string;
  readonly name: string;
  readonly postalCode: string;
  readonly municipalityCode: string;
  readonly address: string;
  readonly access: string | null;
  readonly isConfidential: boolean;
  readonly status: string;
  readonly retiredReason: string | null;
  readonly version: number;
}

const LOCATION = `
  SELECT l.id, l.body_id AS "bodyId", l.organisation_id AS "organisationId", l.name, l.postal_code AS "postalCode",
         l.municipality_code AS "municipalityCode", l.address, l.access, l.is_confidential AS "isConfidential", l.status,
         l.retired_reason AS "retiredReason", l.version
  FROM directory_location AS l`;

/** Confidential ones are there only in a transaction that went through `openConfidential`; row-level security sees to it. */
@Injectable()
export class DirectoryLocationsReader {
  async page(tx: Tx, query: PageQuery): Promise<Page<DirectoryLocation>> {
    return pageByName(tx, LOCATION, query);
  }

  async byId(tx: Tx, id: string): Promise<DirectoryLocation> {
    const found = await firstRow<DirectoryLocation>(tx, `${LOCATION} WHERE l.id = $1`, [id]);
    if (!found) throw notFound('所在地');
    return found;
  }

  /** By the service that is offered there. */
  async ofServices(tx: Tx, serviceIds: readonly string[]): Promise<Map<string, DirectoryLocation[]>> {
    const found = await rows<DirectoryLocation & { serviceId: string }>(
      tx,
      `SELECT sl.service_id AS "serviceId", at.*
       FROM directory_service_location AS sl
       JOIN (${LOCATION}) AS at ON at.id = sl.location_id
       WHERE sl.service_id = ANY ($1) AND sl.until_version IS NULL AND at.status = 'active'
       ORDER BY at.name, at.id`,
      [serviceIds],
    );
    const byService = new Map<string, DirectoryLocation[]>();
    for (const { serviceId, ...location } of found) {
      byService.set(serviceId, [...(byService.get(serviceId) ?? []), location]);
    }
    return byService;
  }
}
