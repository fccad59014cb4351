import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Database } from '../platform/database/database';
import { compareVersions } from './domain/compare-versions';
import { outlineForm } from './domain/outline-form';
import type { VersionName } from './form-drafts.service';
import { DiffQuery, FormDiffView, FormOutlineView } from './form-review.dto';
import { FormsReader } from './forms.reader';
import { ApiVersionPath, VersionInPath } from './version-in-path';

/** What a version looks like, and in what it differs, before anybody decides to publish it. */
@ApiTags('相談記録票の様式')
@Controller('forms/:id/versions/:number')
export class FormReviewController {
  constructor(
    private readonly database: Database,
    private readonly reader: FormsReader,
  ) {}

  @Get('preview')
  @Can('form.read')
  @ApiVersionPath()
  @ApiOkResponse({ type: FormOutlineView })
  async preview(
    @CurrentActor() actor: Actor,
    @VersionInPath() { formId, number }: VersionName,
  ): Promise<FormOutlineView> {
    const version = await this.database.transaction(actor, (tx) => this.reader.version(tx, formId, number));
    return outlineForm(version.definition);
  }

  @Get('diff')
  @Can('form.read')
  @ApiVersionPath()
  @ApiOkResponse({ type: FormDiffView })
  diff(
    @CurrentActor() actor: Actor,
    @VersionInPath() { formId, number }: VersionName,
    @Query() query: DiffQuery,
  ): Promise<FormDiffView> {
    const against = Number(query.against);
    return this.database.transaction(actor, async (tx) => {
      const next = await this.reader.version(tx, formId, number);
      const old = await this.reader.version(tx, formId, against);
      return { against, number, changes: compareVersions(old.definition, next.definition) };
    });
  }
}
