import { Body, Controller, Headers, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import { requireIfMatch } from '../platform/http/entity-tag';
import type { VersionName } from './form-drafts.service';
import { FormPublicationService } from './form-publication.service';
import { FormVersionView, NewPublication } from './forms.dto';
import { presentVersion } from './present-version';
import { ApiVersionPath, VersionInPath } from './version-in-path';

@ApiTags('相談記録票の様式')
@Controller('forms/:id/versions')
export class FormPublicationController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly publication: FormPublicationService,
  ) {}

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
    return presentVersion(published, reply);
  }
}
