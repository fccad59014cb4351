import { Body, Controller, Get, Headers, Param, Post, Put, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../shared/actor';
import { formatTokyo } from '../shared/tokyo-time';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import { entityTag, requireIfMatch } from '../platform/http/entity-tag';
import type { Page } from '../platform/http/page';
import { ApiPage } from '../platform/http/page-response';
import { FormDraftsService, type VersionName } from './form-drafts.service';
import { FormPublicationService } from './form-publication.service';
import { FormVersionContent, FormVersionView, NewPublication } from './forms.dto';
import { FormsReader, type FormVersionRow } from './forms.reader';
import { ApiVersionPath, VersionInPath } from './version-in-path';

@ApiTags('相談記録票の様式')
@Controller('forms/:id/versions')
export class FormVersionsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly drafts: FormDraftsService,
    private readonly publication: FormPublicationService,
    private readonly reader: FormsReader,
  ) {}

  @Post()
  @Can('form.write')
  @ApiCreatedResponse({ type: FormVersionView })
  async draft(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() input: FormVersionContent,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FormVersionView> {
    const drafted = await this.database.transaction(actor, (tx) =>
      this.drafts.draft(tx, actor, this.clock.now(), id, input.definition),
    );
    void reply.header('Location', `/api/v1/forms/${id}/versions/${drafted.number}`);
    return present(drafted, reply);
  }

  @Get()
  @Can('form.read')
  @ApiPage(FormVersionView)
  list(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page<FormVersionView>> {
    return this.database.transaction(actor, async (tx) => {
      await this.reader.byId(tx, id);
      const versions = await this.reader.versions(tx, id);
      return { items: versions.map(view), nextCursor: null };
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
    return present(found, reply);
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
    return present(revised, reply);
  }

  @Post(':number/publication')
  @Can('form.write')
  @ApiVersionPath()
  @ApiCreatedResponse({ type: FormVersionView })
  async publish(
    @CurrentActor() actor: Actor,
    @VersionInPath() name: VersionName,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() input: NewPublication,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FormVersionView> {
    const start = {
      ...name,
      revision: ifMatch === undefined ? null : requireIfMatch(ifMatch),
      inForceFrom: input.inForceFrom,
    };
    const published = await this.database.transaction(actor, (tx) =>
      this.publication.publish(tx, actor, this.clock.now(), start),
    );
    return present(published, reply);
  }
}

function present(row: FormVersionRow, reply: FastifyReply): FormVersionView {
  void reply.header('ETag', entityTag(row.revision));
  return view(row);
}

function view(row: FormVersionRow): FormVersionView {
  return {
    id: row.id,
    formId: row.formId,
    number: row.number,
    status: row.publishedAt === null ? 'draft' : 'published',
    inForceFrom: row.inForceFrom === null ? null : formatTokyo(row.inForceFrom),
    publishedAt: row.publishedAt === null ? null : formatTokyo(row.publishedAt),
    createdAt: formatTokyo(row.createdAt),
    definition: row.definition,
  };
}
