import { Controller, Get, Query } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Database } from '../platform/database/database';
import type { Page } from '../platform/http/page';
import { ConsultationsQuery, ConsultationSummary } from './consultations.dto';
import { ConsultationsReader } from './consultations.reader';
import { presentDraft } from './drafts/drafts.controller';
import { DraftSummary } from './drafts/drafts.dto';
import { DraftsService } from './drafts/drafts.service';
import { presentSummary } from './present-sheet';

const SHEETS_OR_DRAFTS = {
  type: 'object',
  required: ['items', 'nextCursor'],
  properties: {
    items: {
      type: 'array',
      items: {
        oneOf: [{ $ref: getSchemaPath(ConsultationSummary) }, { $ref: getSchemaPath(DraftSummary) }],
      },
    },
    nextCursor: { type: 'string', nullable: true },
  },
};

@ApiTags('相談記録票')
@Controller('consultations')
export class ConsultationListsController {
  constructor(
    private readonly database: Database,
    private readonly reader: ConsultationsReader,
    private readonly drafts: DraftsService,
  ) {}

  @Get()
  @Can('consultation.read')
  @ApiExtraModels(ConsultationSummary, DraftSummary)
  @ApiOkResponse({ schema: SHEETS_OR_DRAFTS })
  async list(
    @CurrentActor() actor: Actor,
    @Query() query: ConsultationsQuery,
  ): Promise<Page<ConsultationSummary | DraftSummary>> {
    return this.database.transaction(actor, async (tx) => {
      if (query.status === 'draft') {
        const page = await this.drafts.openOnes(tx, actor, query);
        return { ...page, items: page.items.map(presentDraft) };
      }
      const page = await this.reader.page(tx, actor, query);
      return { ...page, items: page.items.map(presentSummary) };
    });
  }
}
