import { Body, Controller, Headers, HttpCode, HttpStatus, Param, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { entityTag, requireIfMatch } from '../../platform/http/entity-tag';
import { RefusalKeeper } from '../conflicts/refusal-keeper';
import { nameCurrentVersion } from '../stale-write';
import { presentDraft } from './drafts.controller';
import { DraftSummary, NewSettingAside } from './drafts.dto';
import { SettingAsideService } from './setting-aside.service';

@ApiTags('相談記録票')
@Controller('consultations/:id/draft/setting-aside')
export class SettingAsideController {
  constructor(
    private readonly clock: Clock,
    private readonly keeper: RefusalKeeper,
    private readonly service: SettingAsideService,
  ) {}

  /** 下書きの見送り: it is kept and can be read, but no longer counts as open. Its author takes it up again by writing on. */
  @Post()
  @HttpCode(HttpStatus.OK)
  @Can('consultation.write')
  @ApiOkResponse({ type: DraftSummary })
  async setAside(
    @CurrentActor() actor: Actor,
    @Param('id') givenId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() input: NewSettingAside,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DraftSummary> {
    const target = { id: givenId.toLowerCase(), version: requireIfMatch(ifMatch) };
    const sent = {
      consultationId: target.id,
      kind: 'setting_aside',
      basedOn: target.version,
      content: input,
    } as const;
    const row = await this.keeper
      .keeping(actor, sent, (tx) => this.service.setAside(tx, actor, this.clock.now(), target, input.reason))
      .catch(nameCurrentVersion(reply));
    void reply.header('ETag', entityTag(row.version));
    return presentDraft(row);
  }
}
