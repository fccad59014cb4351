import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { CallListReader } from './call-list.reader';
import { CallListView } from './gaps.dto';
import { GapsReader } from './gaps.reader';

@ApiTags('欠員')
@Controller('gaps/:id')
export class CallListController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reader: GapsReader,
    private readonly callList: CallListReader,
  ) {}

  @Get('call-list')
  @Can('gap.fill')
  @ApiOkResponse({ type: CallListView })
  calls(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<CallListView> {
    return this.database.transaction(actor, async (tx) =>
      this.callList.forGap(tx, this.clock.now(), await this.reader.byId(tx, id)),
    );
  }
}
