import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  HttpStatus,
  Param,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import type { Tx } from '../platform/database/sql';
import { entityTag, requireIfMatch } from '../platform/http/entity-tag';
import type { Page } from '../platform/http/page';
import { ApiPage } from '../platform/http/page-response';
import { CreateOnce } from '../platform/idempotency/create-once';
import { Creation, type CreationRequest } from '../platform/idempotency/creation-request';
import { presentCase } from './present-urgent-case';
import { type UrgentCase, UrgentCasesReader } from './urgent-cases.reader';
import { UrgentCasesService } from './urgent-cases.service';
import {
  NewUrgentCase,
  UrgentCaseQuery,
  UrgentCaseSummary,
  UrgentCaseView,
  UrgentClosure,
} from './urgency.dto';

@ApiTags('緊急対応')
@Controller('urgent-cases')
export class UrgentCasesController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly creates: CreateOnce,
    private readonly service: UrgentCasesService,
    private readonly reader: UrgentCasesReader,
  ) {}

  /** Starts the clock. Pressed twice, or by two, it is one case: the second answer is 200. */
  @Post()
  @Can('urgent_case.write')
  @ApiCreatedResponse({ type: UrgentCaseView })
  @ApiOkResponse({ type: UrgentCaseView, description: '既に始まっている' })
  open(
    @CurrentActor() actor: Actor,
    @Body() input: NewUrgentCase,
    @Creation() creation: CreationRequest,
  ): Promise<UrgentCaseView> {
    return this.creates.runAndReread(
      actor,
      creation,
      async (tx) => {
        const { added, case: found } = await this.service.open(tx, actor, this.clock.now(), input);
        const { id, version } = found;
        const status = added ? HttpStatus.CREATED : HttpStatus.OK;
        const location = `/api/v1/urgent-cases/${id}`;
        return { id, version, status, location, body: await this.view(tx, found) };
      },
      async (tx, id) => {
        const body = await this.look(tx, actor, id);
        return { body, version: body.version };
      },
    );
  }

  @Get()
  @Can('urgent_case.read')
  @ApiPage(UrgentCaseSummary)
  list(@CurrentActor() actor: Actor, @Query() query: UrgentCaseQuery): Promise<Page<UrgentCaseSummary>> {
    return this.database.transaction(actor, async (tx) => {
      const page = await this.reader.page(tx, actor, query);
      const standing = await this.reader.standing(
        tx,
        page.items.map(({ id }) => id),
      );
      const items = page.items.map((found) => {
        const { steps: _, ...summary } = presentCase(found, standing.get(found.id) ?? [], this.clock.now());
        return summary;
      });
      return { ...page, items };
    });
  }

  @Get(':id')
  @Can('urgent_case.read')
  @ApiOkResponse({ type: UrgentCaseView })
  one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UrgentCaseView> {
    return this.database.transaction(actor, async (tx) => {
      const found = await this.look(tx, actor, id);
      void reply.header('ETag', entityTag(found.version));
      return found;
    });
  }

  @Post(':id/closure')
  @HttpCode(HttpStatus.OK)
  @Can('urgent_case.write')
  @ApiOkResponse({ type: UrgentCaseView })
  close(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() { outcome }: UrgentClosure,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UrgentCaseView> {
    const target = { id, version: requireIfMatch(ifMatch) };
    return this.database.transaction(actor, async (tx) => {
      const closed = await this.service.close(tx, actor, this.clock.now(), target, outcome);
      void reply.header('ETag', entityTag(closed.version));
      return this.view(tx, closed);
    });
  }

  private async look(tx: Tx, actor: Actor, id: string): Promise<UrgentCaseView> {
    const found = await this.reader.byId(tx, actor, id);
    await this.service.recordLook(tx, actor, this.clock.now(), found, 'urgent_case.read');
    return this.view(tx, found);
  }

  private async view(tx: Tx, found: UrgentCase): Promise<UrgentCaseView> {
    const standing = await this.reader.standing(tx, [found.id]);
    return presentCase(found, standing.get(found.id) ?? [], this.clock.now());
  }
}
