import { Body, Controller, Delete, Get, Headers, Param, Put, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../shared/actor';
import { formatTokyo } from '../../shared/tokyo-time';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { entityTag, requireIfMatch } from '../../platform/http/entity-tag';
import type { Page } from '../../platform/http/page';
import { ApiPage } from '../../platform/http/page-response';
import type { SheetTarget } from '../amend-consultation.service';
import { RefusalKeeper } from '../conflicts/refusal-keeper';
import { ConsultationSummary } from '../consultations.dto';
import { presentSummary } from '../present-sheet';
import { nameCurrentVersion } from '../stale-write';
import { CallLinkView, CallUnlinking, NewCallLink } from './call-links.dto';
import { CallLinksService, type WantedLink } from './call-links.service';

@ApiTags('相談記録票')
@Controller('consultations/:id')
export class CallLinksController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly keeper: RefusalKeeper,
    private readonly service: CallLinksService,
  ) {}

  @Put('call')
  @Can('consultation.write')
  @ApiOkResponse({ type: ConsultationSummary })
  link(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() input: NewCallLink,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConsultationSummary> {
    return this.put(
      actor,
      targetOf(id, ifMatch),
      { contactId: input.contactId.toLowerCase(), reason: input.reason },
      reply,
    );
  }

  @Delete('call')
  @Can('consultation.write')
  @ApiOkResponse({ type: ConsultationSummary })
  unlink(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() input: CallUnlinking,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConsultationSummary> {
    return this.put(actor, targetOf(id, ifMatch), { contactId: null, reason: input.reason }, reply);
  }

  /** How the sheet came to its call; newest first. */
  @Get('call-links')
  @Can('consultation.read')
  @ApiPage(CallLinkView)
  async list(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page<CallLinkView>> {
    const links = await this.database.transaction(actor, (tx) =>
      this.service.list(tx, actor, this.clock.now(), id),
    );
    const items = links.map((link) => ({ ...link, changedAt: formatTokyo(link.changedAt) }));
    return { items, nextCursor: null };
  }

  private async put(
    actor: Actor,
    target: SheetTarget,
    wanted: WantedLink,
    reply: FastifyReply,
  ): Promise<ConsultationSummary> {
    const sent = {
      consultationId: target.id,
      kind: 'call',
      basedOn: target.version,
      content: wanted,
    } as const;
    const row = await this.keeper
      .keeping(actor, sent, (tx) => this.service.put(tx, actor, this.clock.now(), target, wanted))
      .catch(nameCurrentVersion(reply));
    void reply.header('ETag', entityTag(row.version));
    return presentSummary(row);
  }
}

function targetOf(id: string, ifMatch: string | undefined): SheetTarget {
  return { id: id.toLowerCase(), version: requireIfMatch(ifMatch) };
}
