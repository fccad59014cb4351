import type { IncomingHttpHeaders } from 'node:http';
import { Body, Controller, Get, Headers, HttpCode, HttpStatus, Param, Post, Put, Res } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../shared/actor';
import { formatTokyo } from '../../shared/tokyo-time';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { entityTag, requireIfMatch } from '../../platform/http/entity-tag';
import { malformedInput } from '../../platform/validation/malformed';
import { RefusalKeeper } from '../conflicts/refusal-keeper';
import { ConsultationView } from '../consultations.dto';
import { checkDraft, DRAFT_KEYS, type DraftContent } from '../domain/check-draft';
import { presentSheet } from '../present-sheet';
import { nameCurrentVersion } from '../stale-write';
import type { DraftRow } from './draft-store';
import { DraftSummary, DraftView, type SettingAsideView } from './drafts.dto';
import { DraftsService } from './drafts.service';
import type { SettingAside } from './setting-aside-store';
import { SubmissionService } from './submission.service';

/** A sheet in any state: every part may be missing or wrong. */
const ANY_STATE = {
  type: 'object',
  properties: Object.fromEntries(DRAFT_KEYS.map((key) => [key, {}])),
  additionalProperties: false,
} as const;

@ApiTags('相談記録票')
@Controller('consultations/:id')
export class DraftsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly keeper: RefusalKeeper,
    private readonly service: DraftsService,
    private readonly submissions: SubmissionService,
  ) {}

  /** The first write makes the draft; every later one names the version it is based on. */
  @Put('draft')
  @Can('consultation.write')
  @ApiBody({ schema: ANY_STATE, description: '書きかけでも矛盾していてもよい' })
  @ApiOkResponse({ type: DraftSummary })
  @ApiCreatedResponse({ type: DraftSummary })
  async write(
    @CurrentActor() actor: Actor,
    @Param('id') givenId: string,
    @Headers() headers: IncomingHttpHeaders,
    @Body() body: Record<string, unknown>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DraftSummary> {
    const id = givenId.toLowerCase();
    const content = readContent(body);
    const ifMatch = headers['if-match'];
    const basedOn = ifMatch === undefined ? null : requireIfMatch(ifMatch);
    const write = { id, basedOn, onlyNew: headers['if-none-match']?.trim() === '*', content };
    const { row, isNew } = await this.keeper
      .keeping(actor, { consultationId: id, kind: 'draft', basedOn, content }, (tx) =>
        this.service.write(tx, actor, this.clock.now(), write),
      )
      .catch(nameCurrentVersion(reply));
    void reply.status(isNew ? HttpStatus.CREATED : HttpStatus.OK).header('ETag', entityTag(row.version));
    if (isNew) void reply.header('Location', `/api/v1/consultations/${id}/draft`);
    return presentDraft(row);
  }

  @Get('draft')
  @Can('consultation.read')
  @ApiOkResponse({ type: DraftView })
  async open(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DraftView> {
    const draft = await this.database.transaction(actor, (tx) =>
      this.service.open(tx, actor, this.clock.now(), id.toLowerCase()),
    );
    void reply.header('ETag', entityTag(draft.version));
    const { content, settingAside } = draft;
    return { ...summaryOf(draft), content, settingAside: settingAside && presentReason(settingAside) };
  }

  /** The draft becomes the sheet of the same id, once; what is wrong with it is named and the draft stays. */
  @Post('submission')
  @HttpCode(HttpStatus.CREATED)
  @Can('consultation.write')
  @ApiCreatedResponse({ type: ConsultationView })
  @ApiOkResponse({ type: ConsultationView, description: '既に提出されている' })
  async submit(
    @CurrentActor() actor: Actor,
    @Param('id') givenId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConsultationView> {
    const id = givenId.toLowerCase();
    const target = { id, version: requireIfMatch(ifMatch) };
    const filed = await this.database
      .transaction(actor, (tx) => this.submissions.submit(tx, actor, this.clock.now(), target))
      .catch(nameCurrentVersion(reply));
    void reply
      .status(filed.isNew ? HttpStatus.CREATED : HttpStatus.OK)
      .header('ETag', entityTag(filed.row.version))
      .header('Location', `/api/v1/consultations/${id}`);
    return presentSheet(filed);
  }
}

function readContent(body: Record<string, unknown>): DraftContent {
  const faults = checkDraft(body);
  if (faults.length > 0) throw malformedInput(faults.slice(0, 100));
  return body;
}

export function presentDraft(row: DraftRow): DraftSummary {
  return summaryOf(row);
}

function summaryOf(row: DraftRow) {
  return {
    id: row.id,
    status: 'draft' as const,
    accountId: row.accountId,
    counsellorId: row.personId,
    version: row.version,
    createdAt: formatTokyo(row.createdAt),
    updatedAt: formatTokyo(row.updatedAt),
    submittedAt: row.submittedAt && formatTokyo(row.submittedAt),
    setAsideAt: row.setAsideAt && formatTokyo(row.setAsideAt),
    periodId: row.periodId,
  };
}

function presentReason({ reason, accountId, setAsideAt }: SettingAside): SettingAsideView {
  return { reason, accountId, setAsideAt: formatTokyo(setAsideAt) };
}
