import { Body, Controller, Headers, HttpStatus, Param, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { entityTag, requireIfMatch } from '../platform/http/entity-tag';
import { AmendConsultationService } from './amend-consultation.service';
import { RefusalKeeper } from './conflicts/refusal-keeper';
import { ConsultationView, NewAmendment } from './consultations.dto';
import { presentSheet } from './present-sheet';
import { nameCurrentVersion } from './stale-write';

@ApiTags('相談記録票')
@Controller('consultations')
export class AmendmentsController {
  constructor(
    private readonly clock: Clock,
    private readonly keeper: RefusalKeeper,
    private readonly amendments: AmendConsultationService,
  ) {}

  @Post(':id/amendments')
  @Can('consultation.write')
  @ApiCreatedResponse({ type: ConsultationView })
  @ApiOkResponse({ type: ConsultationView, description: '変わるところがない。今の版のまま' })
  async amend(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() input: NewAmendment,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConsultationView> {
    const target = { id: id.toLowerCase(), version: requireIfMatch(ifMatch) };
    const sent = {
      consultationId: target.id,
      kind: 'amendment',
      basedOn: target.version,
      content: input,
    } as const;
    const amended = await this.keeper
      .keeping(actor, sent, (tx) => this.amendments.amend(tx, actor, this.clock.now(), target, input))
      .catch(nameCurrentVersion(reply));
    void reply
      .status(amended.isNew ? HttpStatus.CREATED : HttpStatus.OK)
      .header('ETag', entityTag(amended.row.version))
      .header('Location', `/api/v1/consultations/${target.id}/revisions/${amended.row.revisionNo}`);
    return presentSheet(amended);
  }
}
