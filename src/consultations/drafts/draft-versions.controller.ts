import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../shared/actor';
import { notFound } from '../../shared/domain-error';
import { formatTokyo } from '../../shared/tokyo-time';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { type Page, PageQuery } from '../../platform/http/page';
import { ApiPage } from '../../platform/http/page-response';
import type { KeptVersion } from './draft-history';
import { DraftVersionSummary, DraftVersionView } from './drafts.dto';
import { DraftsService } from './drafts.service';

/** Earlier states of a draft; whoever wants one back writes it as the next version. */
@ApiTags('相談記録票')
@Controller('consultations/:id/draft/versions')
export class DraftVersionsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: DraftsService,
  ) {}

  /** Newest first. */
  @Get()
  @Can('consultation.read')
  @ApiPage(DraftVersionSummary)
  async list(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() query: PageQuery,
  ): Promise<Page<DraftVersionSummary>> {
    const page = await this.database.transaction(actor, (tx) =>
      this.service.keptVersions(tx, actor, id.toLowerCase(), query),
    );
    return { ...page, items: page.items.map(presentKept) };
  }

  @Get(':number')
  @Can('consultation.read')
  @ApiOkResponse({ type: DraftVersionView })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('number') number: string,
  ): Promise<DraftVersionView> {
    if (!/^[1-9]\d{0,8}$/.test(number)) throw notFound('下書きの以前の版');
    const kept = await this.database.transaction(actor, (tx) =>
      this.service.openVersion(tx, actor, this.clock.now(), id.toLowerCase(), Number(number)),
    );
    return { ...keptOf(kept), content: kept.content };
  }
}

function presentKept(kept: KeptVersion): DraftVersionSummary {
  return keptOf(kept);
}

function keptOf({ version, codePoints, writtenAt }: KeptVersion) {
  return { version, codePoints, writtenAt: formatTokyo(writtenAt) };
}
