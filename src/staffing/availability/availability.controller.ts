import { Body, Controller, Get, Headers, HttpStatus, Put, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../shared/actor';
import { notFound } from '../../shared/domain-error';
import { formatTokyo } from '../../shared/tokyo-time';
import { minuteOfClock } from '../../periods/domain/opening-hours';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { entityTag, requireIfMatch } from '../../platform/http/entity-tag';
import type { Page } from '../../platform/http/page';
import { ApiPage } from '../../platform/http/page-response';
import { readsPrivateNote } from '../domain/staff.policy';
import { RevisionQuery, SheetInput, SheetView } from './availability.dto';
import { AvailabilityService, type SheetDraft } from './availability.service';
import { SheetAddress } from './sheet-address';
import { presentSpans, type SheetKey, type SheetRevision, SheetsReader } from './sheets.reader';

const ORGANISATION = {
  name: 'organisationId',
  required: false,
  description: '省略時は自分の団体',
  schema: { type: 'string', format: 'uuid' },
} as const;

/** One person's wishes: on the phone one's own, for a planner anybody's of the organisation. */
@ApiTags('希望')
@ApiParam({ name: 'id', description: '実施期', schema: { type: 'string', format: 'uuid' } })
@ApiParam({ name: 'personId', schema: { type: 'string', format: 'uuid' } })
@Controller('periods/:id/availability/:personId')
export class AvailabilityController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: AvailabilityService,
    private readonly sheets: SheetsReader,
  ) {}

  @Get()
  @Can('availability.read')
  @ApiQuery(ORGANISATION)
  @ApiOkResponse({ type: SheetView })
  async one(
    @CurrentActor() actor: Actor,
    @SheetAddress() key: SheetKey,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SheetView> {
    const found = await this.database.transaction(actor, async (tx) => {
      const sheet = await this.sheets.inForce(tx, key);
      const isForeign = actor.personId !== key.personId;
      if (sheet?.noteToCoordinator && isForeign && mayReadNote(actor, sheet)) {
        await this.service.recordNoteRead(tx, actor, this.clock.now(), sheet);
      }
      return sheet;
    });
    if (!found) throw notFound('希望');
    void reply.header('ETag', entityTag(found.revisionNo));
    return present(actor, found);
  }

  /** The first answer needs no If-Match, every later one names the revision it is based on. */
  @Put()
  @Can('availability.write')
  @ApiQuery(ORGANISATION)
  @ApiHeader({ name: 'If-Match', required: false, description: '表示していた版の ETag（初回は不要）' })
  @ApiCreatedResponse({ type: SheetView, description: '新しい版にした' })
  @ApiOkResponse({ type: SheetView, description: '内容は変わっていない' })
  async write(
    @CurrentActor() actor: Actor,
    @SheetAddress() key: SheetKey,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() input: SheetInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SheetView> {
    const basedOn = ifMatch === undefined ? null : requireIfMatch(ifMatch);
    const { written, sheet } = await this.database.transaction(actor, (tx) =>
      this.service.write(tx, actor, this.clock.now(), { key, basedOn, draft: readDraft(input) }),
    );
    void reply
      .status(written ? HttpStatus.CREATED : HttpStatus.OK)
      .header('ETag', entityTag(sheet.revisionNo));
    return present(actor, sheet);
  }

  /** What was wished before, newest first; private notes are read one by one. */
  @Get('revisions')
  @Can('availability.read')
  @ApiPage(SheetView)
  async revisions(
    @CurrentActor() actor: Actor,
    @SheetAddress() key: SheetKey,
    @Query() query: RevisionQuery,
  ): Promise<Page<SheetView>> {
    const page = await this.database.transaction(actor, (tx) => this.sheets.revisions(tx, key, query));
    return {
      ...page,
      items: page.items.map((sheet) => present(actor, { ...sheet, noteToCoordinator: null })),
    };
  }
}

function readDraft(input: SheetInput): SheetDraft {
  return {
    spans: input.spans,
    weekdays: (input.weekdays ?? []).map(({ weekdays, from, until, wish }) => ({
      weekdays,
      fromMinute: minuteOfClock(from),
      untilMinute: minuteOfClock(until),
      wish,
    })),
    maxMinutes: input.maxMinutes ?? null,
    targetMinutes: input.targetMinutes ?? null,
    maxNights: input.maxNights ?? null,
    maxDays: input.maxDays ?? null,
    noteToAll: input.noteToAll ?? '',
    noteToCoordinator: input.noteToCoordinator,
  };
}

function mayReadNote(actor: Actor, sheet: SheetKey): boolean {
  return readsPrivateNote({
    roles: actor.roles,
    isOwner: actor.personId === sheet.personId,
    isSameOrganisation: actor.organisationId === sheet.organisationId,
  });
}

function present(actor: Actor, { spans, writtenAt, ...sheet }: SheetRevision): SheetView {
  return {
    periodId: sheet.periodId,
    organisationId: sheet.organisationId,
    personId: sheet.personId,
    revisionNo: sheet.revisionNo,
    spans: presentSpans(spans),
    maxMinutes: sheet.maxMinutes,
    targetMinutes: sheet.targetMinutes,
    maxNights: sheet.maxNights,
    maxDays: sheet.maxDays,
    noteToAll: sheet.noteToAll,
    noteToCoordinator: mayReadNote(actor, sheet) ? sheet.noteToCoordinator : null,
    writtenBy: sheet.writtenBy,
    writtenAt: formatTokyo(writtenAt),
  };
}
