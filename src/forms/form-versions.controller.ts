import { Body, Controller, Get, Headers, Param, Post, Put, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import { requireIfMatch } from '../platform/http/entity-tag';
import type { Page } from '../platform/http/page';
import { ApiPage } from '../platform/http/page-response';
import { Creation, type CreationRequest } from '../platform/idempotency/creation-request';
import { CreateOnce } from '../platform/idempotency/create-once';
import { FormDraftsService, type VersionName } from './form-drafts.service';
import { FormVersionContent, FormVersionView } from './forms.dto';
import { FormsReader } from './forms.reader';
import { presentVersion, viewVersion } from './present-version';
import { ApiVersionPath, VersionInPath } from './version-in-path';

@ApiTags('相談記録票の様式')
@Controller('forms/:id/versions')
export class FormVersionsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly creates: CreateOnce,
    private readonly drafts: FormDraftsService,
    private readonly reader: FormsReader,
  ) {}

  @Post()
  @Can('form.write')
  @ApiCreatedResponse({ type: FormVersionView })
  async draft(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() input: FormVersionContent,
    @Creation() creation: CreationRequest,
  ): Promise<FormVersionView> {
    return this.creates.run(actor, creation, async (tx) => {
      const drafted = await this.drafts.draft(tx, actor, this.clock.now(), id, input.definition);
      const location = `/api/v1/forms/${id}/versions/${drafted.number}`;
      return { body: viewVersion(drafted), version: drafted.revision, location };
    });
  }

  @Get()
  @Can('form.read')
  @ApiPage(FormVersionView)
  list(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page<FormVersionView>> {
    return this.database.transaction(actor, async (tx) => {
      await this.reader.byId(tx, id);
      const versions = await this.reader.versions(tx, id);
      return { items: versions.map(viewVersion), nextCursor: null };
    });
  }

  @Get(':number')
  @Can('form.read')
  @ApiVersionPath()
  @ApiOkResponse({ type: FormVersionView })
  async one(
    @CurrentActor() actor: Actor,
    @VersionInPath() { formId, number }: VersionName,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FormVersionView> {
    const found = await this.database.transaction(actor, (tx) => this.reader.version(tx, formId, number));
    return presentVersion(found, reply);
  }

  @Put(':number')
  @Can('form.write')
  @ApiVersionPath()
  @ApiOkResponse({ type: FormVersionView })
  async revise(
    @CurrentActor() actor: Actor,
    @VersionInPath() name: VersionName,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() input: FormVersionContent,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FormVersionView> {
    const seen = { ...name, revision: requireIfMatch(ifMatch) };
    const revised = await this.database.transaction(actor, (tx) =>
      this.drafts.revise(tx, actor, this.clock.now(), seen, input.definition),
    );
    return presentVersion(revised, reply);
  }
}
