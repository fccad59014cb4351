import { Injectable } from '@nestjs/common';
import { notFound } from '../../shared/domain-error';
import type { TokyoDay } from '../../shared/tokyo-time';
import { firstRow, rows, type Tx } from '../../platform/database/sql';
import { DirectoryBodiesReader } from '../directory-bodies.reader';
import { DirectoryLocationsReader } from '../directory-locations.reader';
import { DirectoryServicesReader } from '../directory-services.reader';
import type { HsdsParts } from './present-hsds';

export interface HsdsFilter {
  readonly search: string | null;
  readonly worry: string | null;
  readonly field: string | null;
  /** Of every service the worries are known, the fields of some only. */
  readonly withField: boolean;
  readonly matchesNothing: boolean;
  readonly bodyId: string | null;
  readonly modifiedAfter: Date | null;
}

interface PagePlace {
  readonly number: number;
  readonly size: number;
}

/** Offered today. A search term is compared as it is, so that a per cent sign is one. */
const FOUND = `
  FROM directory_service AS s
  WHERE s.status = 'active' AND s.valid_from <= $1 AND (s.valid_until IS NULL OR s.valid_until > $1)
    AND ($2::text IS NULL OR strpos(lower(concat_ws(E'\\n', s.name, s.kana, s.description)), lower($2)) > 0)
    AND ($3::text IS NULL OR $3 = ANY (s.worries)) AND ($4::text IS NULL OR $4 = ANY (s.fields))
    AND ($5::uuid IS NULL OR s.body_id = $5) AND ($6::timestamptz IS NULL OR s.updated_at >= $6)
    AND (NOT $7::boolean OR s.fields <> '{}') AND NOT $8::boolean`;

const EVERYTHING: HsdsFilter = {
  search: null,
  worry: null,
  field: null,
  withField: false,
  matchesNothing: false,
  bodyId: null,
  modifiedAfter: null,
};

/** The directory as the public sees it. No transaction of it opens the door to confidential locations. */
@Injectable()
export class HsdsServicesReader {
  constructor(
    private readonly services: DirectoryServicesReader,
    private readonly bodies: DirectoryBodiesReader,
    private readonly locations: DirectoryLocationsReader,
  ) {}

  async count(tx: Tx, today: TokyoDay, filter: HsdsFilter): Promise<number> {
    const found = await firstRow<{ n: number }>(
      tx,
      `SELECT count(*)::integer AS n ${FOUND}`,
      values(today, filter),
    );
    return found?.n ?? 0;
  }

  /** HSDS pages by number. */
  async page(tx: Tx, today: TokyoDay, filter: HsdsFilter, { number, size }: PagePlace): Promise<HsdsParts[]> {
    const found = await rows<{ id: string }>(
      tx,
      `SELECT s.id ${FOUND} ORDER BY s.name, s.id LIMIT $9 OFFSET $10`,
      [...values(today, filter), size, (number - 1) * size],
    );
    return this.parts(
      tx,
      found.map(({ id }) => id),
    );
  }

  async one(tx: Tx, today: TokyoDay, id: string): Promise<HsdsParts> {
    const offered = await firstRow(tx, `SELECT ${FOUND} AND s.id = $9`, [...values(today, EVERYTHING), id]);
    const [found] = offered ? await this.parts(tx, [id]) : [];
    if (!found) throw notFound('つなぎ先');
    return found;
  }

  private async parts(tx: Tx, ids: readonly string[]): Promise<HsdsParts[]> {
    const services = new Map((await this.services.byIds(tx, ids)).map((service) => [service.id, service]));
    const bodyIds = [...services.values()].map(({ bodyId }) => bodyId);
    const bodies = new Map((await this.bodies.byIds(tx, bodyIds)).map((body) => [body.id, body]));
    const locations = await this.locations.ofServices(tx, ids);
    return ids.flatMap((id) => {
      const service = services.get(id);
      const body = service && bodies.get(service.bodyId);
      return body ? [{ service, body, locations: locations.get(id) ?? [] }] : [];
    });
  }
}

function values(today: TokyoDay, filter: HsdsFilter): unknown[] {
  const { search, worry, field, bodyId, modifiedAfter, withField, matchesNothing } = filter;
  return [today, search, worry, field, bodyId, modifiedAfter, withField, matchesNothing];
}
