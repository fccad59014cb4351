import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../shared/actor';
import { Can, CurrentActor } from '../../../platform/authz/can.decorator';
import { Clock } from '../../../platform/clock/clock';
import { Database } from '../../../platform/database/database';
import { writeWorkbook } from '../../../platform/excel/workbook';
import { attachment } from '../../../platform/http/content-disposition';
import { organisationOf } from '../sheet-address';
import { OrganisationQuery } from './wish-workbook.dto';
import { WishWorkbookService } from './wish-workbook.service';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

@ApiTags('希望')
@Controller('periods/:id/availability.xlsx')
export class WishWorkbookController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: WishWorkbookService,
  ) {}

  /** To be filled in and sent back; what is known stands in it already. */
  @Get()
  @Can('availability.collect')
  @ApiProduces(XLSX)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async workbook(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Query() query: OrganisationQuery,
  ): Promise<StreamableFile> {
    const organisationId = organisationOf(actor, query.organisationId);
    const model = await this.database.transaction(actor, (tx) =>
      this.service.build(tx, actor, this.clock.now(), { periodId, organisationId }),
    );
    const bytes = await writeWorkbook(model);
    const disposition = attachment('希望表.xlsx', 'wishes.xlsx');
    return new StreamableFile(bytes, { type: XLSX, disposition, length: bytes.length });
  }
}
