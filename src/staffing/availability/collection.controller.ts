import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../shared/actor';
import { PeriodsReader } from '../../periods/periods.reader';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Database } from '../../platform/database/database';
import type { Page } from '../../platform/http/page';
import { ApiPage } from '../../platform/http/page-response';
import { CollectedSheetView, CollectionQuery, CompletionView } from './availability.dto';
import { CompletionReader } from './completion.reader';

/** The wishes of everybody, as they come in. */
@ApiTags('希望')
@Controller('periods/:id')
export class CollectionController {
  constructor(
    private readonly database: Database,
    private readonly periods: PeriodsReader,
    private readonly reader: CompletionReader,
  ) {}

  /** With `answered=false` the list of those to remind. */
  @Get('availability')
  @Can('availability.collect')
  @ApiPage(CollectedSheetView)
  people(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() query: CollectionQuery,
  ): Promise<Page<CollectedSheetView>> {
    return this.database.transaction(actor, async (tx) => {
      await this.periods.byId(tx, id);
      return this.reader.people(tx, id, query);
    });
  }

  @Get('availability-completion')
  @Can('availability.collect')
  @ApiPage(CompletionView)
  completion(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page<CompletionView>> {
    return this.database.transaction(actor, async (tx) => {
      await this.periods.byId(tx, id);
      return { items: await this.reader.organisations(tx, id), nextCursor: null };
    });
  }
}
