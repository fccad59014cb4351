import { Body, Controller, Get, Headers, HttpStatus, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import { entityTag, requireIfMatch } from '../platform/http/entity-tag';
import type { Page } from '../platform/http/page';
import { ApiPage } from '../platform/http/page-response';
import { AmendConsultationService } from './amend-consultation.service';
import {
  ConsultationsQuery,
  ConsultationSummary,
  ConsultationView,
  NewAmendment,
  NewConsultation,
} from './consultations.dto';
import { ConsultationsReader } from './consultations.reader';
import { ConsultationsService } from './consultations.service';
import { presentSheet, presentSummary } from './present-sheet';

@ApiTags('相談記録票')
@Controller('consultations')
export class ConsultationsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: ConsultationsService,
    private readonly amendments: AmendConsultationService,
    private readonly reader: ConsultationsReader,
  ) {}

  @Post()
  @Can('consultation.write')
  @ApiCreatedResponse({ type: ConsultationView })
  @ApiOkResponse({ type: ConsultationView, description: '同じIDで同じ内容の票が既にある' })
  async file(
    @CurrentActor() actor: Actor,
    @Body() input: NewConsultation,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConsultationView> {
    const filed = await this.database.transaction(actor, (tx) =>
      this.service.file(tx, actor, this.clock.now(), input),
    );
    void reply
      .status(filed.isNew ? HttpStatus.CREATED : HttpStatus.OK)
      .header('ETag', entityTag(filed.row.revisionNo))
      .header('Location', `/api/v1/consultations/${filed.row.id}`);
    return presentSheet(filed);
  }

  @Get()
  @Can('consultation.read')
  @ApiPage(ConsultationSummary)
  async list(
    @CurrentActor() actor: Actor,
    @Query() query: ConsultationsQuery,
  ): Promise<Page<ConsultationSummary>> {
    const page = await this.database.transaction(actor, (tx) => this.reader.page(tx, actor, query));
    return { ...page, items: page.items.map(presentSummary) };
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
    void reply.header('ETag', entityTag(open.row.revisionNo));
    return presentSheet(open);
  }

  @Post(':id/amendments')
  @Can('consultation.write')
  @ApiCreatedResponse({ type: ConsultationView })
  async amend(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() input: NewAmendment,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConsultationView> {
    const target = { id, revisionNo: requireIfMatch(ifMatch) };
    const amended = await this.database.transaction(actor, (tx) =>
      this.amendments.amend(tx, actor, this.clock.now(), target, input),
    );
    void reply
      .header('ETag', entityTag(amended.row.revisionNo))
      .header('Location', `/api/v1/consultations/${id}/revisions/${amended.row.revisionNo}`);
    return presentSheet(amended);
  }
}
