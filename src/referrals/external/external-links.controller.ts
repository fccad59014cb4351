import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { type Page, PageQuery } from '../../platform/http/page';
import { ApiPage } from '../../platform/http/page-response';
import { Creation, type CreationRequest } from '../../platform/idempotency/creation-request';
import { CreateOnce } from '../../platform/idempotency/create-once';
import { type Based, BasedOn } from '../based-on';
import { externalPath } from '../domain/external-link';
import { ExternalLinkView, NewExternalLink, NewExternalLinkView } from './external-links.dto';
import { presentLink } from './external-links.reader';
import { ExternalLinksService } from './external-links.service';

@ApiTags('つなぎ')
@ApiParam({ name: 'id', format: 'uuid' })
@Controller('referrals/:id/external-links')
export class ExternalLinksController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly creates: CreateOnce,
    private readonly service: ExternalLinksService,
  ) {}

  /** Sent again under the same key, it answers without token and PIN: they are kept nowhere. */
  @Post()
  @Can('referral.external')
  @ApiHeader({ name: 'If-Match', required: true, description: '表示していたつなぎの版の ETag' })
  @ApiCreatedResponse({ type: NewExternalLinkView, description: '前のリンクは使えなくなる' })
  create(
    @CurrentActor() actor: Actor,
    @BasedOn() based: Based,
    @Body() input: NewExternalLink,
    @Creation() creation: CreationRequest,
  ): Promise<NewExternalLinkView> {
    return this.creates.runAndReread<NewExternalLinkView>(
      actor,
      creation,
      async (tx) => {
        const now = this.clock.now();
        const { link, token, pin } = await this.service.create(tx, actor, now, based, input.id);
        return {
          body: { ...presentLink(link, now), token, path: externalPath(token), pin },
          id: link.id,
          location: `/api/v1/referrals/${based.id}/external-links/${link.id}`,
        };
      },
      async (tx, id) => {
        const link = await this.service.byId(tx, based.id, id);
        return { body: { ...presentLink(link, this.clock.now()), token: null, path: null, pin: null } };
      },
    );
  }

  @Get()
  @Can('referral.external')
  @ApiPage(ExternalLinkView)
  async list(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() query: PageQuery,
  ): Promise<Page<ExternalLinkView>> {
    const page = await this.database.transaction(actor, (tx) => this.service.page(tx, id, query));
    const now = this.clock.now();
    return { ...page, items: page.items.map((link) => presentLink(link, now)) };
  }

  @Get(':linkId')
  @Can('referral.external')
  @ApiOkResponse({ type: ExternalLinkView })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('linkId') linkId: string,
  ): Promise<ExternalLinkView> {
    const link = await this.database.transaction(actor, (tx) => this.service.byId(tx, id, linkId));
    return presentLink(link, this.clock.now());
  }

  @Delete(':linkId')
  @Can('referral.external')
  @HttpCode(204)
  @ApiNoContentResponse()
  async revoke(
    @CurrentActor() actor: Actor,
    @Param('id') referralId: string,
    @Param('linkId') id: string,
  ): Promise<void> {
    const now = this.clock.now();
    await this.database.transaction(actor, (tx) => this.service.revoke(tx, actor, now, { referralId, id }));
  }
}
