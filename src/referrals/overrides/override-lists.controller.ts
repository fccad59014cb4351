import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Database } from '../../platform/database/database';
import type { Page } from '../../platform/http/page';
import { ApiPage } from '../../platform/http/page-response';
import { LEGAL_GROUND_CODES, LEGAL_GROUNDS } from '../domain/legal-grounds';
import { LegalGroundView, OverrideQuery, OverrideRowView } from './overrides.dto';
import { OverridesReader } from './overrides.reader';

@ApiTags('つなぎ')
@Controller()
export class OverrideListsController {
  constructor(
    private readonly database: Database,
    private readonly reader: OverridesReader,
  ) {}

  /** What still wants a second person or its review; codes only. */
  @Get('referral-overrides')
  @Can('referral.read')
  @ApiPage(OverrideRowView)
  list(@CurrentActor() actor: Actor, @Query() query: OverrideQuery): Promise<Page<OverrideRowView>> {
    return this.database.transaction(actor, (tx) => this.reader.page(tx, query));
  }

  @Get('referral-legal-grounds')
  @Can('referral.write')
  @ApiPage(LegalGroundView)
  grounds(): Page<LegalGroundView> {
    return { items: LEGAL_GROUND_CODES.map((code) => ({ code, ...LEGAL_GROUNDS[code] })), nextCursor: null };
  }
}
