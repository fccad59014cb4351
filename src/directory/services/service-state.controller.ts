import { Body, Controller, Get, Headers, Param, Put, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../shared/actor';
import { tokyoDay } from '../../shared/tokyo-time';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import type { Tx } from '../../platform/database/sql';
import { type Page, PageQuery } from '../../platform/http/page';
import { ApiPage } from '../../platform/http/page-response';
import { RetirementInput } from '../directory.dto';
import { DirectoryServicesReader } from '../directory-services.reader';
import type { DirectoryService } from '../domain/service-content';
import { staleness } from '../domain/staleness';
import { basedOn, tagged } from '../entry-tags';
import { presentService } from './present-service';
import { CapacityInput, VerificationReminderView, ServiceView, VerificationInput } from './services.dto';
import { ServicesService } from './services.service';

/** What changes about a service without its text: whether it is true, whether it has room, whether it is still there. */
@ApiTags('つなぎ先')
@Controller('directory')
export class ServiceStateController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: ServicesService,
    private readonly reader: DirectoryServicesReader,
  ) {}

  @Put('services/:id/verification')
  @Can('directory.write')
  @ApiOkResponse({ type: ServiceView })
  verify(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() input: VerificationInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ServiceView> {
    const target = basedOn(id, ifMatch);
    return this.answer(actor, reply, (tx, now) =>
      this.service.verify(tx, actor, now, target, input.verifiedOn),
    );
  }

  @Put('services/:id/capacity')
  @Can('directory.write')
  @ApiOkResponse({ type: ServiceView })
  setCapacity(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() input: CapacityInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ServiceView> {
    const target = basedOn(id, ifMatch);
    return this.answer(actor, reply, (tx, now) =>
      this.service.setCapacity(tx, actor, now, target, input.capacity),
    );
  }

  @Put('services/:id/retirement')
  @Can('directory.write')
  @ApiOkResponse({ type: ServiceView })
  retire(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() input: RetirementInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ServiceView> {
    const target = basedOn(id, ifMatch);
    return this.answer(actor, reply, (tx, now) => this.service.retire(tx, actor, now, target, input.reason));
  }

  @Get('verification-reminders')
  @Can('directory.read')
  @ApiPage(VerificationReminderView)
  async reminders(
    @CurrentActor() actor: Actor,
    @Query() query: PageQuery,
  ): Promise<Page<VerificationReminderView>> {
    const today = tokyoDay(this.clock.now());
    const page = await this.database.transaction(actor, (tx) => this.reader.due(tx, today, query));
    return {
      ...page,
      items: page.items.map(({ reverifyEveryDays, ...due }) => ({
        ...due,
        staleness: staleness({ verifiedOn: due.verifiedOn, reverifyEveryDays }, today),
      })),
    };
  }

  private async answer(
    actor: Actor,
    reply: FastifyReply,
    work: (tx: Tx, now: Date) => Promise<DirectoryService>,
  ): Promise<ServiceView> {
    const now = this.clock.now();
    const changed = await this.database.transaction(actor, (tx) => work(tx, now));
    return tagged(reply, presentService(changed, tokyoDay(now)));
  }
}
