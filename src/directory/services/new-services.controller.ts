import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { CreateOnce } from '../../platform/idempotency/create-once';
import { Creation, type CreationRequest } from '../../platform/idempotency/creation-request';
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
    return this.creates.run(actor, creation, async (tx) => {
      const body = await this.details.of(tx, actor, now, await this.service.create(tx, actor, now, input));
      return { body, version: body.version, location: `/api/v1/directory/services/${body.id}` };
    });
  }
}
