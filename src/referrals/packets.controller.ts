import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import { type Urgency, URGENCY_CODES } from './domain/deadline';
import type { PacketStage } from './domain/packet';
import { IdentityView } from './needs/needs.dto';
import { PacketsService } from './packets.service';

class PacketView {
  @ApiProperty({ enum: ['before_acceptance', 'after_acceptance'] }) readonly stage: PacketStage;
  @ApiProperty() readonly worryCategory: string;
  @ApiProperty({ nullable: true, type: String }) readonly areaCode: string | null;
  @ApiProperty() readonly ageBand: string;
  @ApiProperty() readonly language: string;
  @ApiProperty({ enum: URGENCY_CODES }) readonly urgency: Urgency;
  @ApiProperty({ type: IdentityView, nullable: true, description: '受諾の後、同意がある場合だけ' })
  readonly identity: IdentityView | null;
}

@ApiTags('つなぎ')
@Controller('referrals/:id/packet')
export class PacketsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: PacketsService,
  ) {}

  @Get()
  @Can('referral.read')
  @ApiOkResponse({ type: PacketView, description: 'つなぎ先に今見える内容。送る前と終わった後は 404' })
  read(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<PacketView> {
    return this.database.transaction(actor, (tx) => this.service.read(tx, actor, this.clock.now(), id));
  }
}
