import { Controller, Get, Param, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../shared/actor';
import { formatTokyo } from '../shared/tokyo-time';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import { attachment } from '../platform/http/content-disposition';
import { AnalysisIndexView, AnalysisTableView } from './analysis.dto';
import { AnalysisReader } from './analysis.reader';
import { AnalysisService } from './analysis.service';
import type { AnalysisReport } from './domain/analysis-report';
import { TABLES } from './tables/table-registry';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

@ApiTags('集計')
@Controller('periods')
export class AnalysisController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reader: AnalysisReader,
    private readonly service: AnalysisService,
  ) {}

  @Get(':id/analysis')
  @Can('analysis.read')
  @ApiOkResponse({ type: AnalysisIndexView })
  async index(@Param('id') id: string): Promise<AnalysisIndexView> {
    const report = await this.reader.empty(id, this.clock.now());
    return { ...presentOrigin(report), tables: TABLES.map(({ identity }) => identity) };
  }

  @Get(':id/analysis.xlsx')
  @Can('analysis.read')
  @ApiProduces(XLSX)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async workbook(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<StreamableFile> {
    const now = this.clock.now();
    const exported = await this.service.buildWorkbook(id, now);
    await this.database.transaction(actor, (tx) => this.service.recordExport(tx, actor, now, exported));
    return new StreamableFile(exported.bytes, {
      type: XLSX,
      disposition: attachment(exported.fileName, 'analysis.xlsx'),
      length: exported.bytes.length,
    });
  }

  @Get(':id/analysis/:table')
  @Can('analysis.read')
  @ApiOkResponse({ type: AnalysisTableView })
  async table(@Param('id') id: string, @Param('table') table: string): Promise<AnalysisTableView> {
    const report = await this.reader.one(id, table, this.clock.now());
    const [found] = report.tables;
    if (!found) throw new Error('a report of one table holds one');
    return { ...presentOrigin(report), ...found };
  }
}

function presentOrigin({ period, asOf }: AnalysisReport) {
  return {
    period: {
      id: period.id,
      label: period.label,
      startsAt: formatTokyo(period.span.from),
      endsAt: formatTokyo(period.span.until),
    },
    asOf: formatTokyo(asOf),
  };
}
