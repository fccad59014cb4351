import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../shared/actor';
import { PeriodsReader } from '../periods/periods.reader';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Database } from '../platform/database/database';
import type { Page } from '../platform/http/page';
import { ApiPage } from '../platform/http/page-response';
import { ParticipationUseView } from './allotments.dto';
import { ParticipationUseReader } from './participation-use.reader';

@ApiTags('席の割り当て')
@Controller('periods/:id/participation-use')
export class ParticipationUseController {
  constructor(
    private readonly database: Database,
    private readonly periods: PeriodsReader,
    private readonly use: ParticipationUseReader,
  ) {}

  @Get()
  @Can('participation.read')
  @ApiPage(ParticipationUseView)
  list(@CurrentActor() actor: Actor, @Param('id') periodId: string): Promise<Page<ParticipationUseView>> {
    return this.database.transaction(actor, async (tx) => {
      await this.periods.byId(tx, periodId);
      return { items: await this.use.all(tx, periodId), nextCursor: null };
    });
  }
}
