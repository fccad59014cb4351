import { Body, Controller, Get, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../shared/actor';
import { notFound } from '../shared/domain-error';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import type { Tx } from '../platform/database/sql';
import { attachment } from '../platform/http/content-disposition';
import { type Page, PageQuery } from '../platform/http/page';
import { ApiPage } from '../platform/http/page-response';
import { CreateOnce } from '../platform/idempotency/create-once';
import { Creation, type CreationRequest } from '../platform/idempotency/creation-request';
import { writePdf } from '../platform/pdf/write-pdf';
import { correctedIds, presentEntry } from './present-urgent-case';
import { UrgentCasesReader } from './urgent-cases.reader';
import { UrgentCasesService } from './urgent-cases.service';
import { urgentReport } from './urgent-report';
import { NewUrgentEntry, UrgentEntryView } from './urgency.dto';

const PDF = 'application/pdf';
/** More than anybody writes in a night; what goes beyond is in the list. */
const PRINTED_ENTRIES = 2_000;

@ApiTags('緊急対応')
@Controller('urgent-cases/:id')
export class UrgentEntriesController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly creates: CreateOnce,
    private readonly service: UrgentCasesService,
    private readonly reader: UrgentCasesReader,
  ) {}

  @Post('entries')
  @Can('urgent_case.write')
  @ApiCreatedResponse({ type: UrgentEntryView })
  add(
    @CurrentActor() actor: Actor,
    @Param('id') caseId: string,
    @Body() input: NewUrgentEntry,
    @Creation() creation: CreationRequest,
  ): Promise<UrgentEntryView> {
    return this.creates.runAndReread(
      actor,
      creation,
      async (tx) => {
        const entry = await this.service.add(tx, actor, this.clock.now(), caseId, input);
        const location = `/api/v1/urgent-cases/${caseId}/entries`;
        return { id: entry.id, body: presentEntry(entry, new Set()), location };
      },
      async (tx, id) => {
        const corrected = await this.look(tx, actor, caseId);
        const entry = await this.reader.entry(tx, caseId, id);
        if (!entry) throw notFound('緊急対応の記録');
        return { body: presentEntry(entry, corrected) };
      },
    );
  }

  /** What was written, in the order of writing; corrected entries stay. */
  @Get('entries')
  @Can('urgent_case.read')
  @ApiPage(UrgentEntryView)
  list(
    @CurrentActor() actor: Actor,
    @Param('id') caseId: string,
    @Query() query: PageQuery,
  ): Promise<Page<UrgentEntryView>> {
    return this.database.transaction(actor, async (tx) => {
      const corrected = await this.look(tx, actor, caseId);
      const page = await this.reader.entries(tx, caseId, query);
      return { ...page, items: page.items.map((entry) => presentEntry(entry, corrected)) };
    });
  }

  /** For an inquiry: steps, and every entry by the clock. */
  @Get('report.pdf')
  @Can('urgent_case.read')
  @ApiProduces(PDF)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async report(@CurrentActor() actor: Actor, @Param('id') caseId: string): Promise<StreamableFile> {
    const asOf = this.clock.now();
    const printed = await this.database.transaction(actor, async (tx) => {
      const found = await this.reader.byId(tx, actor, caseId);
      await this.service.recordLook(tx, actor, asOf, found, 'urgent_case.printed');
      const page = await this.reader.entries(tx, found.id, { limit: PRINTED_ENTRIES });
      return { found, entries: page.items, isWhole: page.nextCursor === null };
    });
    const pdf = await writePdf(urgentReport(printed, asOf));
    const name = attachment('緊急対応の記録.pdf', 'urgent-case.pdf');
    return new StreamableFile(pdf, { type: PDF, disposition: name });
  }

  /** Which entries were corrected, for whoever may read them. */
  private async look(tx: Tx, actor: Actor, caseId: string): Promise<ReadonlySet<string>> {
    const found = await this.reader.byId(tx, actor, caseId);
    await this.service.recordLook(tx, actor, this.clock.now(), found, 'urgent_case.entries_read');
    const standing = await this.reader.standing(tx, [found.id]);
    return correctedIds(standing.get(found.id) ?? []);
  }
}
