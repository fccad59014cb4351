import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { acrossOrganisations } from '../domain/across-organisations';
import { SwapPartnersReader } from './swap-partners.reader';
import { SwapPartnersQuery, SwapPartnersView } from './swaps.dto';

@ApiTags('交代')
@Controller('swaps/partners')
export class SwapPartnersController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reader: SwapPartnersReader,
  ) {}

  @Get()
  @Can('swap.take_part')
  @ApiOkResponse({ type: SwapPartnersView, description: '規則に反しない相手だけ' })
  async partners(
    @CurrentActor() actor: Actor,
    @Query() { shiftId }: SwapPartnersQuery,
  ): Promise<SwapPartnersView> {
    const now = this.clock.now();
    const own = await this.database.transaction(actor, async (tx) => {
      const mine = await this.reader.seatOf(tx, actor.personId, shiftId);
      return {
        mine,
        takers: await this.reader.takers(tx, mine),
        exchanges: await this.reader.exchanges(tx, now, mine),
      };
    });
    const across = await this.database.transaction(acrossOrganisations(actor), (tx) =>
      this.reader.exchangesAcross(tx, now, own.mine),
    );
    return { exchanges: [...own.exchanges, ...across], takers: own.takers };
  }
}
