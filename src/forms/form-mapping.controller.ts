import { Body, Controller, Get, Headers, Put, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import type { Tx } from '../platform/database/sql';
import { entityTag, requireIfMatch } from '../platform/http/entity-tag';
import { malformedInput } from '../platform/validation/malformed';
import { type Place, placesOf } from './domain/crosswalk';
import { groupComparable } from './domain/group-comparable';
import { listUnmapped } from './domain/list-unmapped';
import { readMapping } from './domain/read-mapping';
import { FormDraftsService, type VersionName } from './form-drafts.service';
import { CrosswalkView, FormMappingInput, FormMappingView } from './form-mapping.dto';
import { FormMappingsReader } from './form-mappings.reader';
import { CrosswalkQuery } from './form-review.dto';
import { FormsReader, type FormVersionRow } from './forms.reader';
import { ApiVersionPath, VersionInPath } from './version-in-path';

@ApiTags('相談記録票の様式')
@Controller('forms/:id/versions/:number')
export class FormMappingController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly drafts: FormDraftsService,
    private readonly reader: FormsReader,
    private readonly mappings: FormMappingsReader,
  ) {}

  @Get('mapping')
  @Can('form.read')
  @ApiVersionPath()
  @ApiOkResponse({ type: FormMappingView })
  mapping(
    @CurrentActor() actor: Actor,
    @VersionInPath() { formId, number }: VersionName,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FormMappingView> {
    return this.database.transaction(actor, async (tx) =>
      this.present(tx, await this.reader.version(tx, formId, number), reply),
    );
  }

  @Put('mapping')
  @Can('form.write')
  @ApiVersionPath()
  @ApiOkResponse({ type: FormMappingView })
  map(
    @CurrentActor() actor: Actor,
    @VersionInPath() name: VersionName,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() input: FormMappingInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FormMappingView> {
    const seen = { ...name, revision: requireIfMatch(ifMatch) };
    const { mapping, faults } = readMapping(input.fields);
    if (faults.length > 0) throw malformedInput(faults);
    return this.database.transaction(actor, async (tx) =>
      this.present(tx, await this.drafts.map(tx, actor, this.clock.now(), seen, mapping), reply),
    );
  }

  /** Where the answers of an older version lead in this one, and which figures of both can be compared. */
  @Get('crosswalk')
  @Can('form.read')
  @ApiVersionPath()
  @ApiOkResponse({ type: CrosswalkView })
  crosswalk(
    @CurrentActor() actor: Actor,
    @VersionInPath() { formId, number }: VersionName,
    @Query() query: CrosswalkQuery,
  ): Promise<CrosswalkView> {
    return this.database.transaction(actor, async (tx) => {
      const from = await this.reader.version(tx, formId, Number(query.from));
      const to = await this.reader.version(tx, formId, number);
      const crosswalk = await this.mappings.crosswalk(tx, from, to);
      return {
        from: from.number,
        to: number,
        crossings: crosswalk.places.map((place) => ({ ...place, ...crosswalk.at(place) })),
        groups: groupComparable(
          crosswalk,
          crosswalk.places.filter(isChoice),
          placesOf(to.definition).filter(isChoice),
        ),
      };
    });
  }

  private async present(tx: Tx, version: FormVersionRow, reply: FastifyReply): Promise<FormMappingView> {
    const before = await this.mappings.before(tx, version);
    const mapping = await this.mappings.mapping(tx, version.id);
    void reply.header('ETag', entityTag(version.revision));
    return {
      from: before?.number ?? null,
      fields: mapping.fields,
      unmapped: before ? listUnmapped({ old: before.definition, next: version.definition, mapping }) : [],
    };
  }
}

function isChoice(place: Place): boolean {
  return place.code !== null;
}
