import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { CreateOnce } from '../../platform/idempotency/create-once';
import { Creation, type CreationRequest } from '../../platform/idempotency/creation-request';
import { CheckView, NewCheck } from './checks.dto';
import { ChecksService, presentCheck } from './checks.service';

@ApiTags('同行支援')
@Controller('visits/:id/checks')
export class ChecksController {
  constructor(
    private readonly clock: Clock,
    private readonly creates: CreateOnce,
    private readonly service: ChecksService,
  ) {}

  /** On the street nobody knows versions: a check needs none, and the ETag is that of the visit afterwards. */
  @Post()
  @Can('visit.take_part')
  @ApiCreatedResponse({ type: CheckView })
  add(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() input: NewCheck,
    @Creation() creation: CreationRequest,
  ): Promise<CheckView> {
    return this.creates.runAndReread(
      actor,
      creation,
      async (tx) => {
        const { visit, check } = await this.service.add(tx, actor, this.clock.now(), id, input);
        const body = presentCheck(check);
        return { id: check.id, body, version: visit.version, location: `/api/v1/visits/${id}` };
      },
      async (tx, checkId) => {
        const { visit, check } = await this.service.find(tx, actor, id, checkId);
        return { body: presentCheck(check), version: visit.version };
      },
    );
  }
}
