import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import { type Page, PageQuery } from '../platform/http/page';
import { ApiPage } from '../platform/http/page-response';
import { CreateOnce } from '../platform/idempotency/create-once';
import { Creation, type CreationRequest } from '../platform/idempotency/creation-request';
import { BlocksReader } from './blocks.reader';
import { LiftingsService } from './liftings.service';
import { presentLifting } from './present-block';
import { LiftingView, NewLifting } from './safeguards.dto';

@ApiTags('閲覧制限')
@Controller('consultations/:id/blocks/:blockId/liftings')
export class LiftingsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly creates: CreateOnce,
    private readonly service: LiftingsService,
    private readonly reader: BlocksReader,
  ) {}

  /** Asks for a lifting; nothing opens before a second person approves. */
  @Post()
  @Can('case_block.lift')
  @ApiCreatedResponse({ type: LiftingView })
  ask(
    @CurrentActor() actor: Actor,
    @Param('id') consultationId: string,
    @Param('blockId') blockId: string,
    @Body() input: NewLifting,
    @Creation() creation: CreationRequest,
  ): Promise<LiftingView> {
    return this.creates.runAndReread(
      actor,
      creation,
      async (tx) => {
        const place = { consultationId, blockId };
        const lifting = await this.service.ask(tx, actor, this.clock.now(), place, input);
        const location = `/api/v1/consultations/${consultationId}/blocks/${blockId}/liftings`;
        return { id: lifting.id, body: presentLifting(lifting), location };
      },
      async (tx, id) => {
        const block = await this.reader.byId(tx, actor, consultationId, blockId);
        return { body: presentLifting(await this.reader.lifting(tx, block.id, id)) };
      },
    );
  }

  @Get()
  @Can('case_block.read')
  @ApiPage(LiftingView)
  list(
    @CurrentActor() actor: Actor,
    @Param('id') consultationId: string,
    @Param('blockId') blockId: string,
    @Query() query: PageQuery,
  ): Promise<Page<LiftingView>> {
    return this.database.transaction(actor, async (tx) => {
      const place = { consultationId, blockId };
      const page = await this.service.list(tx, actor, this.clock.now(), place, query);
      return { ...page, items: page.items.map(presentLifting) };
    });
  }

  @Post(':liftingId/approval')
  @HttpCode(HttpStatus.OK)
  @Can('case_block.lift')
  @ApiOkResponse({ type: LiftingView })
  approve(
    @CurrentActor() actor: Actor,
    @Param('id') consultationId: string,
    @Param('blockId') blockId: string,
    @Param('liftingId') id: string,
  ): Promise<LiftingView> {
    return this.database.transaction(actor, async (tx) =>
      presentLifting(
        await this.service.approve(tx, actor, this.clock.now(), { consultationId, blockId, id }),
      ),
    );
  }

  @Post(':liftingId/refusal')
  @HttpCode(HttpStatus.OK)
  @Can('case_block.lift')
  @ApiOkResponse({ type: LiftingView })
  refuse(
    @CurrentActor() actor: Actor,
    @Param('id') consultationId: string,
    @Param('blockId') blockId: string,
    @Param('liftingId') id: string,
  ): Promise<LiftingView> {
    return this.database.transaction(actor, async (tx) =>
      presentLifting(await this.service.refuse(tx, actor, this.clock.now(), { consultationId, blockId, id })),
    );
  }

  @Post(':liftingId/revocation')
  @HttpCode(HttpStatus.OK)
  @Can('case_block.lift')
  @ApiOkResponse({ type: LiftingView })
  revoke(
    @CurrentActor() actor: Actor,
    @Param('id') consultationId: string,
    @Param('blockId') blockId: string,
    @Param('liftingId') id: string,
  ): Promise<LiftingView> {
    return this.database.transaction(actor, async (tx) =>
      presentLifting(await this.service.revoke(tx, actor, this.clock.now(), { consultationId, blockId, id })),
    );
  }
}
