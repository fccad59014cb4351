import { Controller, Get, Param, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import { attachment } from '../platform/http/content-disposition';
import { DemandExportService } from './demand-export.service';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

@ApiTags('需要')
@Controller('periods/:id')
export class DemandExportController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly exports: DemandExportService,
  ) {}

  @Get('demand.xlsx')
  @Can('demand.read')
  @ApiProduces(XLSX)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async workbook(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<StreamableFile> {
    const { fileName, bytes } = await this.database.transaction(actor, (tx) =>
      this.exports.build(tx, actor, this.clock.now(), id),
    );
    return new StreamableFile(bytes, {
      type: XLSX,
      disposition: attachment(fileName, 'demand.xlsx'),
      length: bytes.length,
    });
  }
}
