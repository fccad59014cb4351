import { Controller, Get, Param, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import { writeWorkbook } from '../platform/excel/workbook';
import { attachment } from '../platform/http/content-disposition';
import { AllotmentWorkbookService } from './allotment-workbook.service';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

@ApiTags('席の割り当て')
@Controller('periods/:id/seat-allotments.xlsx')
export class AllotmentWorkbookController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: AllotmentWorkbookService,
  ) {}

  @Get()
  @Can('allotment.read')
  @ApiProduces(XLSX)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async workbook(@CurrentActor() actor: Actor, @Param('id') periodId: string): Promise<StreamableFile> {
    const model = await this.database.transaction(actor, (tx) =>
      this.service.build(tx, actor, this.clock.now(), periodId),
    );
    const bytes = await writeWorkbook(model);
    const disposition = attachment('席の割り当て.xlsx', 'seat-allotments.xlsx');
    return new StreamableFile(bytes, { type: XLSX, disposition, length: bytes.length });
  }
}
