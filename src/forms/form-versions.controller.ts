import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../shared/actor';
import { notFound } from '../shared/domain-error';
import { formatTokyo } from '../shared/tokyo-time';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import type { Page } from '../platform/http/page';
import { ApiPage } from '../platform/http/page-response';
import { FormVersionView, NewFormVersion, NewPublication } from './forms.dto';
import { FormsReader, type FormVersionRow } from './forms.reader';
import { FormsService } from './forms.service';

@ApiTags('相談記録票の様式')
@Controller('forms/:id/versions')
export class FormVersionsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: FormsService,
    private readonly reader: FormsReader,
  ) {}

  @Post()
  @Can('form.write')
  @ApiCreatedResponse({ type: FormVersionView })
  async draft(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() input: NewFormVersion,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FormVersionView> {
    const drafted = await this.database.transaction(actor, (tx) =>
      this.service.draft(tx, actor, this.clock.now(), id, input.definition),
    );
    void reply.header('Location', `/api/v1/forms/${id}/versions/${drafted.number}`);
    return present(drafted);
  }

  @Get()
  @Can('form.read')
  @ApiPage(FormVersionView)
  list(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page<FormVersionView>> {
    return this.database.transaction(actor, async (tx) => {
      await this.reader.byId(tx, id);
      const versions = await this.reader.versions(tx, id);
      return { items: versions.map(present), nextCursor: null };
    });
  }

  @Get(':number')
  @Can('form.read')
  @ApiOkResponse({ type: FormVersionView })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('number') number: string,
  ): Promise<FormVersionView> {
    const wanted = versionNumber(number);
    return present(await this.database.transaction(actor, (tx) => this.reader.version(tx, id, wanted)));
  }

  @Post(':number/publication')
  @Can('form.write')
  @ApiCreatedResponse({ type: FormVersionView })
  async publish(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('number') number: string,
    @Body() input: NewPublication,
  ): Promise<FormVersionView> {
    const name = { formId: id, number: versionNumber(number) };
    const published = await this.database.transaction(actor, (tx) =>
      this.service.publish(tx, actor, this.clock.now(), name, input.inForceFrom),
    );
    return present(published);
  }
}

function versionNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw notFound('様式の版');
  return Number(text);
}

function present(row: FormVersionRow): FormVersionView {
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
