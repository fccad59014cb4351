import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../shared/actor';
import { tokyoDay } from '../../shared/tokyo-time';
import { Public } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import type { Tx } from '../../platform/database/sql';
import { Turnstile } from '../../platform/http/turnstile';
import { HsdsContextReader } from './hsds-context.reader';
import { HsdsQuery } from './hsds.dto';
import { HSDS_OBJECT, HSDS_PAGE } from './hsds-schemas';
import { type HsdsFilter, HsdsServicesReader } from './hsds-services.reader';
import { type HsdsParts, hsdsService, hsdsSummary } from './present-hsds';
import { readHsdsQuery } from './read-hsds-query';

const VERSION = '3.1';
const PROFILE = 'urn:tsunagi:hsds-profile:jp:1';
const PAGE_SIZE = 50;
const HOST = /^[A-Za-z0-9.:[\]-]{1,255}$/;

/**
 * The directory as open data, read-only and without a login (Open Referral HSDS 3.1). A few requests at a time: readers from
 * outside must not take the database away from those who answer calls.
 */
@ApiTags('HSDS')
@Controller('hsds')
export class HsdsController {
  private readonly gate = new Turnstile(4, 40, {
    code: 'too_many_requests',
    message: '公開名簿への要求が混み合っています。少し待ってからもう一度お試しください。',
  });

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly services: HsdsServicesReader,
    private readonly contexts: HsdsContextReader,
  ) {}

  @Get()
  @Public()
  @ApiOkResponse(HSDS_OBJECT)
  about(@Req() request: FastifyRequest): object {
    const origin = HOST.test(request.host) ? `${request.protocol}://${request.host}` : '';
    return {
      version: VERSION,
      profile: PROFILE,
      openapi_url: `${origin}/api/openapi.json`,
      description: '孤独・孤立相談のつなぎ先名簿',
      publisher: { name: 'Tsunagi' },
    };
  }

  @Get('services')
  @Public()
  @ApiOkResponse(HSDS_PAGE)
  async list(@Req() request: FastifyRequest, @Query() query: HsdsQuery): Promise<object> {
    return this.read(request, async (tx) => {
      const context = await this.contexts.load(tx);
      const filter = readHsdsQuery(query, context);
      const minimal = ({ service }: HsdsParts) => ({
        id: service.id,
        modified_date: service.updatedAt.toISOString(),
      });
      if (query.minimal === 'true') return this.page(tx, query, filter, minimal);
      return this.page(tx, query, filter, (parts) =>
        query.full === 'true' ? hsdsService(parts, context) : hsdsSummary(parts.service, parts.body),
      );
    });
  }

  @Get('services/:id')
  @Public()
  @ApiOkResponse(HSDS_OBJECT)
  async one(@Req() request: FastifyRequest, @Param('id') id: string): Promise<object> {
    return this.read(request, async (tx) => {
      const parts = await this.services.one(tx, this.today(), id);
      return hsdsService(parts, await this.contexts.load(tx));
    });
  }

  private async page(
    tx: Tx,
    query: HsdsQuery,
    filter: HsdsFilter,
    present: (parts: HsdsParts) => object,
  ): Promise<object> {
    const place = { number: Number(query.page ?? 1), size: Number(query.per_page ?? PAGE_SIZE) };
    const total = await this.services.count(tx, this.today(), filter);
    const found = await this.services.page(tx, this.today(), filter, place);
    const pages = Math.ceil(total / place.size);
    return {
      total_items: total,
      total_pages: pages,
      page_number: place.number,
      size: found.length,
      first_page: place.number === 1,
      last_page: place.number >= pages,
      empty: found.length === 0,
      contents: found.map(present),
    };
  }

  private today(): string {
    return tokyoDay(this.clock.now());
  }

  private read(request: FastifyRequest, work: (tx: Tx) => Promise<object>): Promise<object> {
    return this.gate.pass(() => this.database.transaction(nobody(request.id), work));
  }
}

/** Belongs to no organisation, so row-level security shows it nothing that is anybody's own. */
function nobody(requestId: string): Actor {
  return {
    accountId: null,
    personId: null,
    organisationId: null,
    roles: [],
    scope: 'own_organisation',
    requestId,
  };
}
