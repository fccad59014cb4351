import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { entityTag, requireIfMatch } from '../../platform/http/entity-tag';
import { type Page, PageQuery } from '../../platform/http/page';
import { ApiPage } from '../../platform/http/page-response';
import { CreateOnce } from '../../platform/idempotency/create-once';
import { Creation, type CreationRequest } from '../../platform/idempotency/creation-request';
import { GuideText } from '../guides.dto';
import { GuidesReader, type GuideVersionRow } from '../guides.reader';
import { ApiGuideVersionPath, GuideVersionInPath, type GuideVersionName } from './guide-version-in-path';
import {
  GuideVersionSummary,
  GuideVersionView,
  NewGuidePublication,
  presentGuideVersion,
  summariseVersion,
} from './guide-versions.dto';
import { GuideVersionsService } from './guide-versions.service';

@ApiTags('方針・手引き・誓約')
@Controller('guides/:id/versions')
export class GuideVersionsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly creates: CreateOnce,
    private readonly service: GuideVersionsService,
    private readonly reader: GuidesReader,
  ) {}

  @Post()
  @Can('guide.write')
  @ApiCreatedResponse({ type: GuideVersionView })
  async draft(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() input: GuideText,
    @Creation() creation: CreationRequest,
  ): Promise<GuideVersionView> {
    return this.creates.run(actor, creation, async (tx) => {
      const drafted = await this.service.draft(tx, actor, this.clock.now(), id, input);
      const location = `/api/v1/guides/${id}/versions/${drafted.number}`;
      return { body: presentGuideVersion(drafted), version: drafted.revision, location };
    });
  }

  @Get()
  @Can('guide.read')
  @ApiPage(GuideVersionSummary)
  async list(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() query: PageQuery,
  ): Promise<Page<GuideVersionSummary>> {
    const { items, nextCursor } = await this.database.transaction(actor, async (tx) => {
      await this.reader.byId(tx, id);
      return this.reader.versions(tx, id, query);
    });
    return { items: items.map(summariseVersion), nextCursor };
  }

  @Get(':number')
  @Can('guide.read')
  @ApiGuideVersionPath()
  @ApiOkResponse({ type: GuideVersionView })
  async one(
    @CurrentActor() actor: Actor,
    @GuideVersionInPath() { guideId, number }: GuideVersionName,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GuideVersionView> {
    const found = await this.database.transaction(actor, (tx) => this.reader.version(tx, guideId, number));
    return tagged(reply, found);
  }

  @Put(':number')
  @Can('guide.write')
  @ApiGuideVersionPath()
  @ApiOkResponse({ type: GuideVersionView })
  async revise(
    @CurrentActor() actor: Actor,
    @GuideVersionInPath() name: GuideVersionName,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() input: GuideText,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GuideVersionView> {
    const seen = { ...name, revision: requireIfMatch(ifMatch) };
    const revised = await this.database.transaction(actor, (tx) =>
      this.service.revise(tx, actor, this.clock.now(), seen, input),
    );
    return tagged(reply, revised);
  }

  @Post(':number/publication')
  @HttpCode(200)
  @Can('guide.write')
  @ApiGuideVersionPath()
  @ApiHeader({ name: 'If-Match', required: true, description: '表示していた下書きの ETag' })
  @ApiOkResponse({ type: GuideVersionView })
  async publish(
    @CurrentActor() actor: Actor,
    @GuideVersionInPath() name: GuideVersionName,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() input: NewGuidePublication,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GuideVersionView> {
    const seen = { ...name, revision: requireIfMatch(ifMatch) };
    const published = await this.database.transaction(actor, (tx) =>
      this.service.publish(tx, actor, this.clock.now(), seen, input),
    );
    return tagged(reply, published);
  }
}

function tagged(reply: FastifyReply, row: GuideVersionRow): GuideVersionView {
  void reply.header('ETag', entityTag(row.revision));
  return presentGuideVersion(row);
}
