import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Database } from '../platform/database/database';
import { type Page, PageQuery } from '../platform/http/page';
import { ApiPage } from '../platform/http/page-response';
import { AuditEvent } from './audit.dto';
import { AuditReader } from './audit.reader';

@ApiTags('監査')
@Controller('audit-events')
export class AuditController {
  constructor(
    private readonly database: Database,
    private readonly reader: AuditReader,
  ) {}

  @Get()
  @Can('audit.read')
  @ApiPage(AuditEvent)
  list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<Page<AuditEvent>> {
    return this.database.transaction(actor, (tx) => this.reader.page(tx, query));
  }
}
