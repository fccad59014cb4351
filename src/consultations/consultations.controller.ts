import { Body, Controller, Get, HttpStatus, Param, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import { entityTag } from '../platform/http/entity-tag';
import { CreateOnce, type Made, type Reread } from '../platform/idempotency/create-once';
import { Creation, type CreationRequest } from '../platform/idempotency/creation-request';
import type { RefusedWrite } from './conflicts/conflict-store';
import { RefusalKeeper } from './conflicts/refusal-keeper';
import { ConsultationView, MinimalConsultation, NewConsultation } from './consultations.dto';
import { ConsultationsService, type FiledSheet, type OpenSheet } from './consultations.service';
import { presentSheet } from './present-sheet';

@ApiTags('相談記録票')
@Controller('consultations')
export class ConsultationsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly creates: CreateOnce,
    private readonly service: ConsultationsService,
    private readonly keeper: RefusalKeeper,
  ) {}

  @Post()
  @Can('consultation.write')
  @ApiCreatedResponse({ type: ConsultationView })
  @ApiOkResponse({ type: ConsultationView, description: '同じIDで同じ内容の票が既にある' })
  async file(
    @CurrentActor() actor: Actor,
    @Body() input: NewConsultation,
    @Creation() creation: CreationRequest,
  ): Promise<ConsultationView> {
    return this.fileAs(actor, input, creation);
  }

  /** One step for a call in which there was no talk. */
  @Post('minimal')
  @Can('consultation.write')
  @ApiCreatedResponse({ type: ConsultationView })
  @ApiOkResponse({ type: ConsultationView, description: '同じIDで同じ内容の票が既にある' })
  async fileMinimal(
    @CurrentActor() actor: Actor,
    @Body() input: MinimalConsultation,
    @Creation() creation: CreationRequest,
  ): Promise<ConsultationView> {
    const { contactResult, ...frame } = input;
    return this.fileAs(actor, { ...frame, answers: { contact_result: contactResult } }, creation);
  }

  @Get(':id')
  @Can('consultation.read')
  @ApiOkResponse({ type: ConsultationView })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConsultationView> {
    const open = await this.database.transaction(actor, (tx) =>
      this.service.open(tx, actor, this.clock.now(), id),
    );
    void reply.header('ETag', entityTag(open.row.version));
    return presentSheet(open);
  }

  /** A refused sheet is kept only under an id its sender knows; without one, the key of the request makes it one sheet. */
  private async fileAs(
    actor: Actor,
    input: NewConsultation,
    creation: CreationRequest,
  ): Promise<ConsultationView> {
    const file = () =>
      this.creates.runAndReread(
        actor,
        creation,
        async (tx) => filing(await this.service.file(tx, actor, this.clock.now(), input)),
        async (tx, id) => shown(await this.service.open(tx, actor, this.clock.now(), id)),
      );
    return input.id === undefined ? file() : this.keeper.orKeep(actor, refusedSheet(input.id, input), file);
  }
}

function filing(filed: FiledSheet): Made<ConsultationView> {
  const { id } = filed.row;
  return {
    ...shown(filed),
    id,
    status: filed.isNew ? HttpStatus.CREATED : HttpStatus.OK,
    location: `/api/v1/consultations/${id}`,
  };
}

function shown(open: OpenSheet): Reread<ConsultationView> {
  return { body: presentSheet(open), version: open.row.version };
}

function refusedSheet(id: string, content: NewConsultation): RefusedWrite {
  return { consultationId: id.toLowerCase(), kind: 'sheet', basedOn: null, content };
}
