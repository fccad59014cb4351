import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import type { Page } from '../../platform/http/page';
import { ApiPage } from '../../platform/http/page-response';
import { acrossOrganisations } from '../domain/across-organisations';
import { SwapProposalsService } from './swap-proposals.service';
import { SwapStepsService } from './swap-steps.service';
import { NewSwap, NewSwapStep, SwapQuery, SwapView } from './swaps.dto';
import { SwapsReader } from './swaps.reader';

@ApiTags('交代')
@Controller('swaps')
export class SwapsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly proposals: SwapProposalsService,
    private readonly steps: SwapStepsService,
    private readonly reader: SwapsReader,
  ) {}

  @Post()
  @Can('swap.take_part')
  @ApiCreatedResponse({ type: SwapView })
  @ApiOkResponse({ type: SwapView, description: '既に申し出済み' })
  async propose(
    @CurrentActor() actor: Actor,
    @Body() input: NewSwap,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SwapView> {
    const now = this.clock.now();
    await this.expireDue(actor, now);
    const { added, id } = await this.database.transaction(acrossOrganisations(actor), (tx) =>
      this.proposals.propose(tx, actor, now, input),
    );
    void reply.status(added ? 201 : 200).header('Location', `/api/v1/swaps/${id}`);
    return this.read(actor, now, id);
  }

  @Get()
  @Can('swap.take_part')
  @ApiPage(SwapView)
  list(@CurrentActor() actor: Actor, @Query() query: SwapQuery): Promise<Page<SwapView>> {
    return this.database.transaction(actor, (tx) => this.reader.page(tx, actor, this.clock.now(), query));
  }

  @Get(':id')
  @Can('swap.take_part')
  @ApiOkResponse({ type: SwapView })
  one(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<SwapView> {
    return this.read(actor, this.clock.now(), id);
  }

  @Post(':id/steps')
  @Can('swap.take_part')
  @ApiCreatedResponse({ type: SwapView, description: '同じ操作を繰り返しても結果は同じ' })
  async step(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { step }: NewSwapStep,
  ): Promise<SwapView> {
    const now = this.clock.now();
    await this.read(actor, now, id);
    await this.expireDue(actor, now);
    await this.database.transaction(acrossOrganisations(actor), (tx) =>
      this.steps.take(tx, actor, now, { id, step }),
    );
    return this.read(actor, now, id);
  }

  private read(actor: Actor, now: Date, id: string): Promise<SwapView> {
    return this.database.transaction(actor, (tx) => this.reader.byId(tx, actor, now, id));
  }

  /** In a transaction of its own, so that what is over stays written down when the step is refused for it. */
  private expireDue(actor: Actor, now: Date): Promise<void> {
    return this.database.transaction(actor, (tx) => this.steps.expire(tx, actor, now));
  }
}
