import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../shared/actor';
import { notFound } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import { PeriodsReader } from '../../periods/periods.reader';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { writeWorkbook } from '../../platform/excel/workbook';
import { attachment } from '../../platform/http/content-disposition';
import { writePdf } from '../../platform/pdf/write-pdf';
import { Uuid } from '../../platform/validation/fields';
import { type PrintedRoster, RosterPrintReader } from './roster-print.reader';
import { type PrintFrame, rosterPdf, rosterWorkbook } from './roster-prints';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PDF = 'application/pdf';

class RosterPrintQuery {
  @Uuid({ optional: true, description: '省略時は閲覧できる全団体' }) readonly organisationId?: string;
}

interface PrintOrder {
  readonly periodId: string;
  readonly organisationId: string | undefined;
  readonly format: 'xlsx' | 'pdf';
}

@ApiTags('勤務表の印刷')
@Controller('periods')
export class RosterPrintsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly periods: PeriodsReader,
    private readonly reader: RosterPrintReader,
    private readonly audit: AuditLog,
  ) {}

  @Get(':id/roster.xlsx')
  @Can('roster.print')
  @ApiProduces(XLSX)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async workbook(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Query() { organisationId }: RosterPrintQuery,
  ): Promise<StreamableFile> {
    const { frame, roster } = await this.load(actor, { periodId, organisationId, format: 'xlsx' });
    return download(await writeWorkbook(rosterWorkbook(frame, roster)), frame, 'xlsx', XLSX);
  }

  @Get(':id/roster.pdf')
  @Can('roster.print')
  @ApiProduces(PDF)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async pdf(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Query() { organisationId }: RosterPrintQuery,
  ): Promise<StreamableFile> {
    const { frame, roster } = await this.load(actor, { periodId, organisationId, format: 'pdf' });
    return download(await writePdf(rosterPdf(frame, roster)), frame, 'pdf', PDF);
  }

  /** Names leave the system with a print, so each one is in the trail. */
  private load(actor: Actor, order: PrintOrder): Promise<{ frame: PrintFrame; roster: PrintedRoster }> {
    const asOf = this.clock.now();
    return this.database.transaction(actor, async (tx) => {
      const period = await this.periods.byId(tx, order.periodId);
      const roster = await this.reader.published(tx, order.periodId, order.organisationId);
      if (roster.versions.length === 0) throw notFound('公開した勤務表');
      await this.audit.record(tx, actor, asOf, {
        action: 'roster.printed',
        objectType: 'period',
        objectId: period.id,
        detail: {
          format: order.format,
          organisationId: order.organisationId ?? null,
          duties: roster.duties.length,
        },
      });
      return { frame: { periodLabel: period.label, asOf }, roster };
    });
  }
}

function download(bytes: Buffer, { periodLabel }: PrintFrame, ending: string, type: string): StreamableFile {
  return new StreamableFile(bytes, {
    type,
    disposition: attachment(`${periodLabel} 勤務表.${ending}`, `roster.${ending}`),
    length: bytes.length,
  });
}
