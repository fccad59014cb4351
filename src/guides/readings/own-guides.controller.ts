import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import type { Page } from '../../platform/http/page';
import { ApiPage } from '../../platform/http/page-response';
import { OwnGuidesQuery, OwnGuideView, presentOwnGuide } from './guide-readings.dto';
import { GuideReadingsReader } from './guide-readings.reader';

/** What the person who asks has to read and to pledge. */
@ApiTags('方針・手引き・誓約')
@Controller('me/guides')
export class OwnGuidesController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reader: GuideReadingsReader,
  ) {}

  @Get()
  @Can('guide.sign')
  @ApiPage(OwnGuideView)
  async list(@CurrentActor() actor: Actor, @Query() query: OwnGuidesQuery): Promise<Page<OwnGuideView>> {
    const { personId, organisationId } = actor;
    if (personId === null || organisationId === null) return { items: [], nextCursor: null };
    const { items, nextCursor } = await this.database.transaction(actor, (tx) =>
      this.reader.own(tx, this.clock.now(), { personId, organisationId }, query),
    );
    return { items: items.map(presentOwnGuide), nextCursor };
  }
}
