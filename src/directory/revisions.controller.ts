import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Database } from '../platform/database/database';
import { type Page, PageQuery } from '../platform/http/page';
import { ApiPage } from '../platform/http/page-response';
import { DirectoryBodiesReader } from './directory-bodies.reader';
import { DirectoryRevisionView } from './directory.dto';
import { DirectoryRevisionsReader } from './directory-revisions.reader';
import { DirectoryServicesReader } from './directory-services.reader';

/** What entries said before, newest first. Versions of locations are kept, but not shown. */
@ApiTags('つなぎ先')
@Controller('directory')
export class RevisionsController {
  constructor(
    private readonly database: Database,
    private readonly services: DirectoryServicesReader,
    private readonly bodies: DirectoryBodiesReader,
    private readonly revisions: DirectoryRevisionsReader,
  ) {}

  @Get('services/:id/revisions')
  @Can('directory.read')
  @ApiPage(DirectoryRevisionView)
  ofService(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() query: PageQuery,
  ): Promise<Page<DirectoryRevisionView>> {
    return this.database.transaction(actor, async (tx) => {
      await this.services.byId(tx, id);
      return this.revisions.page(tx, 'service', id, query);
    });
  }

  @Get('bodies/:id/revisions')
  @Can('directory.read')
  @ApiPage(DirectoryRevisionView)
  ofBody(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() query: PageQuery,
  ): Promise<Page<DirectoryRevisionView>> {
    return this.database.transaction(actor, async (tx) => {
      await this.bodies.byId(tx, id);
      return this.revisions.page(tx, 'body', id, query);
    });
  }
}
