import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Database } from '../platform/database/database';
import type { Page } from '../platform/http/page';
import { ApiPage } from '../platform/http/page-response';
import { PeriodsReader } from '../periods/periods.reader';
import { ContactQuery, ContactView } from './contacts.dto';
import { ContactsReader } from './contacts.reader';

@ApiTags('呼・着信')
@Controller()
export class ContactsController {
  constructor(
    private readonly database: Database,
    private readonly periods: PeriodsReader,
    private readonly reader: ContactsReader,
  ) {}

  @Get('periods/:id/contacts')
  @Can('contact.read')
  @ApiPage(ContactView)
  list(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Query() query: ContactQuery,
  ): Promise<Page<ContactView>> {
    return this.database.transaction(actor, async (tx) => {
      await this.periods.byId(tx, periodId);
      return this.reader.page(tx, periodId, query);
    });
  }

  @Get('contacts/:id')
  @Can('contact.read')
  @ApiOkResponse({ type: ContactView })
  one(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ContactView> {
    return this.database.transaction(actor, (tx) => this.reader.byId(tx, id));
  }
}
