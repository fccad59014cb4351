import { Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import type { Page } from '../../platform/http/page';
import { ApiPage } from '../../platform/http/page-response';
import { ExternalNoticeQuery, ExternalNoticeView } from './external-notices.dto';
import { presentNotice } from './external-notices.reader';
import { ExternalNoticesService } from './external-notices.service';

/** What receivers without an account wrote that is no step of the referral, and links that were locked. */
@ApiTags('つなぎ')
@Controller('referral-external-notices')
export class ExternalNoticesController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: ExternalNoticesService,
  ) {}

  @Get()
  @Can('referral.external')
  @ApiPage(ExternalNoticeView)
  async list(
    @CurrentActor() actor: Actor,
    @Query() query: ExternalNoticeQuery,
  ): Promise<Page<ExternalNoticeView>> {
    const now = this.clock.now();
    const page = await this.database.transaction(actor, (tx) => this.service.page(tx, actor, now, query));
    return { ...page, items: page.items.map(presentNotice) };
  }

  @Put(':id/handling')
  @Can('referral.external')
  @ApiOkResponse({ type: ExternalNoticeView })
  async handle(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ExternalNoticeView> {
    const now = this.clock.now();
    return presentNotice(
      await this.database.transaction(actor, (tx) => this.service.handle(tx, actor, now, id)),
    );
  }
}
