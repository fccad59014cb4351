import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import type { Page } from '../platform/http/page';
import { ApiPage } from '../platform/http/page-response';
import { CreateOnce } from '../platform/idempotency/create-once';
import { Creation, type CreationRequest } from '../platform/idempotency/creation-request';
import { BlocksReader } from './blocks.reader';
import { BlocksService } from './blocks.service';
import { presentBlock } from './present-block';
import { CaseBlockQuery, CaseBlockView, NewCaseBlock } from './safeguards.dto';

@ApiTags('閲覧制限')
@Controller()
export class BlocksController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly creates: CreateOnce,
    private readonly service: BlocksService,
    private readonly reader: BlocksReader,
  ) {}

  /** Closes the case to a related person, from this moment and everywhere. */
  @Post('consultations/:id/blocks')
  @Can('case_block.write')
  @ApiCreatedResponse({ type: CaseBlockView })
  add(
    @CurrentActor() actor: Actor,
    @Param('id') givenId: string,
    @Body() input: NewCaseBlock,
    @Creation() creation: CreationRequest,
  ): Promise<CaseBlockView> {
    const id = givenId.toLowerCase();
    const now = this.clock.now();
    return this.creates.runAndReread(
      actor,
      creation,
      async (tx) => {
        const block = await this.service.add(tx, actor, now, id, input);
        const location = `/api/v1/case-blocks?consultationId=${id}`;
        return { id: block.id, body: presentBlock(block, undefined, now), location };
      },
      async (tx, blockId) => {
        const block = await this.service.open(tx, actor, now, { consultationId: id, blockId });
        const asked = await this.reader.asked(tx, [blockId]);
        return { body: presentBlock(block, asked.get(blockId), now) };
      },
    );
  }

  /** All blocks of the organisation, or those of one case; for the office those of all, without names and reasons. */
  @Get('case-blocks')
  @Can('case_block.read')
  @ApiPage(CaseBlockView)
  list(@CurrentActor() actor: Actor, @Query() query: CaseBlockQuery): Promise<Page<CaseBlockView>> {
    return this.database.transaction(actor, async (tx) => {
      const page = await this.reader.page(tx, actor, query);
      const asked = await this.reader.asked(
        tx,
        page.items.map(({ id }) => id),
      );
      await this.service.recordLook(tx, actor, this.clock.now(), page.items);
      const present = (block: (typeof page.items)[number]): CaseBlockView =>
        presentBlock(block, asked.get(block.id), this.clock.now());
      return { ...page, items: page.items.map(present) };
    });
  }
}
