import { Body, Controller, Get, Headers, Param, Put, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../shared/actor';
import { tokyoDay } from '../../shared/tokyo-time';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import type { Page } from '../../platform/http/page';
import { ApiPage } from '../../platform/http/page-response';
import { DirectoryServicesReader } from '../directory-services.reader';
import { basedOn, tagged } from '../entry-tags';
import { presentService } from './present-service';
import { ServiceDetails } from './service-details';
import { ServiceDetail, ServiceInput, ServicesQuery, ServiceView } from './services.dto';
import { ServicesService } from './services.service';

@ApiTags('つなぎ先')
@Controller('directory/services')
export class ServicesController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: ServicesService,
    private readonly reader: DirectoryServicesReader,
    private readonly details: ServiceDetails,
  ) {}

  @Get()
  @Can('directory.read')
  @ApiPage(ServiceView)
  async list(@CurrentActor() actor: Actor, @Query() query: ServicesQuery): Promise<Page<ServiceView>> {
    const today = tokyoDay(this.clock.now());
    const page = await this.database.transaction(actor, (tx) => this.reader.page(tx, query));
    return { ...page, items: page.items.map((service) => presentService(service, today)) };
  }

  @Get(':id')
  @Can('directory.read')
  @ApiOkResponse({ type: ServiceDetail })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ServiceDetail> {
    const now = this.clock.now();
    const found = await this.database.transaction(actor, async (tx) =>
      this.details.of(tx, actor, now, await this.reader.byId(tx, id)),
    );
    return tagged(reply, found);
  }

  @Put(':id')
  @Can('directory.write')
  @ApiOkResponse({ type: ServiceDetail })
  async replace(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() input: ServiceInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ServiceDetail> {
    const now = this.clock.now();
    const target = basedOn(id, ifMatch);
    const changed = await this.database.transaction(actor, async (tx) =>
      this.details.of(tx, actor, now, await this.service.replace(tx, actor, now, target, input)),
    );
    return tagged(reply, changed);
  }
}
