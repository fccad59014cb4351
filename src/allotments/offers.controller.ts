import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { CreateOnce } from '../platform/idempotency/create-once';
import { Creation, type CreationRequest } from '../platform/idempotency/creation-request';
import { NewBlocks, OfferedBlocksView } from './allotments.dto';
import { AllotmentsReader } from './allotments.reader';
import { OffersService } from './offers.service';
import { ParticipationUseReader } from './participation-use.reader';

/** Blocks of a period, offered many at once. */
@ApiTags('席の割り当て')
@Controller('periods/:id/seat-allotments')
export class OffersController {
  constructor(
    private readonly clock: Clock,
    private readonly creates: CreateOnce,
    private readonly reader: AllotmentsReader,
    private readonly use: ParticipationUseReader,
    private readonly offers: OffersService,
  ) {}

  @Post()
  @Can('allotment.offer')
  @ApiCreatedResponse({ type: OfferedBlocksView })
  offer(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Body() { blocks }: NewBlocks,
    @Creation() creation: CreationRequest,
  ): Promise<OfferedBlocksView> {
    const now = this.clock.now();
    return this.creates.run(actor, creation, async (tx) => {
      const ids = await this.offers.offer(tx, actor, now, periodId, blocks);
      const use = await this.use.all(tx, periodId);
      const items = await this.reader.some(tx, actor, now, periodId, ids);
      return { body: { items, exceeded: use.filter(({ warnings }) => warnings.length > 0) } };
    });
  }
}
