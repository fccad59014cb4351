import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import type { Tx } from '../../platform/database/sql';
import { CreateOnce, type Reread } from '../../platform/idempotency/create-once';
import { Creation, type CreationRequest } from '../../platform/idempotency/creation-request';
import { DirectoryServicesReader } from '../directory-services.reader';
import type { DirectoryService } from '../domain/service-content';
import { ServiceDetails } from './service-details';
import { NewService, ServiceDetail } from './services.dto';
import { ServicesService } from './services.service';

@ApiTags('つなぎ先')
@Controller('directory/services')
export class NewServicesController {
  constructor(
    private readonly clock: Clock,
    private readonly creates: CreateOnce,
    private readonly service: ServicesService,
    private readonly reader: DirectoryServicesReader,
    private readonly details: ServiceDetails,
  ) {}

  @Post()
  @Can('directory.write')
  @ApiCreatedResponse({ type: ServiceDetail })
  create(
    @CurrentActor() actor: Actor,
    @Body() input: NewService,
    @Creation() creation: CreationRequest,
  ): Promise<ServiceDetail> {
    const now = this.clock.now();
    return this.creates.runAndReread(
      actor,
      creation,
      async (tx) => {
        const created = await this.service.create(tx, actor, now, input);
        const location = `/api/v1/directory/services/${created.id}`;
        return { ...(await this.shown(tx, actor, now, created)), id: created.id, location };
      },
      async (tx, id) => this.shown(tx, actor, now, await this.reader.byId(tx, id)),
    );
  }

  private async shown(
    tx: Tx,
    actor: Actor,
    now: Date,
    service: DirectoryService,
  ): Promise<Reread<ServiceDetail>> {
    const body = await this.details.of(tx, actor, now, service);
    return { body, version: body.version };
  }
}
