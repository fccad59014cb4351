import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../shared/actor';
import { formatTokyo } from '../../shared/tokyo-time';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import type { Page } from '../../platform/http/page';
import { ApiPage } from '../../platform/http/page-response';
import { Acknowledgement, AlertQuery, AlertView } from './alerts.dto';
import { type Alert, AlertsService } from './alerts.service';

@ApiTags('同行支援')
@Controller('visit-alerts')
export class AlertsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: AlertsService,
  ) {}

  /** Companions who should have reported and did not. */
  @Get()
  @Can('visit.watch')
  @ApiPage(AlertView)
  async list(@CurrentActor() actor: Actor, @Query() query: AlertQuery): Promise<Page<AlertView>> {
    const page = await this.database.transaction(actor, (tx) => this.service.page(tx, actor, query));
    return { ...page, items: page.items.map(present) };
  }

  @Put(':id/acknowledgement')
  @Can('visit.watch')
  @ApiOkResponse({ type: AlertView })
  async acknowledge(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { outcome }: Acknowledgement,
  ): Promise<AlertView> {
    const now = this.clock.now();
    return present(
      await this.database.transaction(actor, (tx) => this.service.acknowledge(tx, actor, now, id, outcome)),
    );
  }
}

function present({ dueAt, notedAt, answeredAt, acknowledgedAt, ...alert }: Alert): AlertView {
  return {
    ...alert,
    dueAt: formatTokyo(dueAt),
    notedAt: formatTokyo(notedAt),
    answeredAt: answeredAt && formatTokyo(answeredAt),
    acknowledgedAt: acknowledgedAt && formatTokyo(acknowledgedAt),
  };
}
