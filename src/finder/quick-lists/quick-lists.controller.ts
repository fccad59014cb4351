import { Body, Controller, Get, Headers, Param, Put, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../shared/actor';
import { formatTokyo } from '../../shared/tokyo-time';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import type { Tx } from '../../platform/database/sql';
import { entityTag, requireIfMatch } from '../../platform/http/entity-tag';
import type { QuickPick } from '../domain/check-quick-list';
import { presentMatch } from '../present-match';
import { QuickListInput, QuickListView } from './quick-lists.dto';
import { type QuickList, QuickListsReader, type ShownPick } from './quick-lists.reader';
import { QuickListsService } from './quick-lists.service';

/** 早見: what is offered first on a line, picked by hand. */
@ApiTags('つなぎ先')
@Controller('finder/quick-lists')
export class QuickListsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: QuickListsService,
    private readonly reader: QuickListsReader,
  ) {}

  @Get(':fieldCode')
  @Can('directory.read')
  @ApiOkResponse({ type: QuickListView })
  one(
    @CurrentActor() actor: Actor,
    @Param('fieldCode') fieldCode: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QuickListView> {
    return this.answer(actor, reply, (tx) => this.reader.byField(tx, fieldCode));
  }

  @Put(':fieldCode')
  @Can('directory.write')
  @ApiOkResponse({ type: QuickListView })
  replace(
    @CurrentActor() actor: Actor,
    @Param('fieldCode') fieldCode: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() { entries }: QuickListInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QuickListView> {
    const seen = { fieldCode, version: requireIfMatch(ifMatch) };
    const picks = entries.map(({ serviceId, noteJa = null, validFrom, validUntil = null }): QuickPick => ({
      serviceId,
      noteJa,
      validFrom,
      validUntil,
    }));
    return this.answer(actor, reply, (tx, now) => this.service.replace(tx, actor, now, seen, picks));
  }

  private async answer(
    actor: Actor,
    reply: FastifyReply,
    work: (tx: Tx, now: Date) => Promise<QuickList>,
  ): Promise<QuickListView> {
    const now = this.clock.now();
    const { list, shown } = await this.database.transaction(actor, async (tx) => {
      const answered = await work(tx, now);
      return { list: answered, shown: await this.reader.shown(tx, answered, now) };
    });
    void reply.header('ETag', entityTag(list.version));
    return { ...list, at: formatTokyo(now), services: shown.map(presentShown) };
  }
}

function presentShown({ pick, match }: ShownPick) {
  const opensAt = match.opensAt === null ? null : formatTokyo(match.opensAt);
  return { ...presentMatch(match), noteJa: pick.noteJa, isOpen: match.isOpen, opensAt };
}
