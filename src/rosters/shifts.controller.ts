import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import { entityTag } from '../platform/http/entity-tag';
import type { Page } from '../platform/http/page';
import { ApiPage } from '../platform/http/page-response';
import { Creation, type CreationRequest } from '../platform/idempotency/creation-request';
import { CreateOnce } from '../platform/idempotency/create-once';
import { NewShift, ShiftQuery, ShiftView } from './shifts.dto';
import { ShiftsReader } from './shifts.reader';
import { ShiftsService } from './shifts.service';

@ApiTags('シフト')
@Controller('shifts')
export class ShiftsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly creates: CreateOnce,
    private readonly service: ShiftsService,
    private readonly reader: ShiftsReader,
  ) {}

  @Post()
  @Can('shift.write')
  @ApiCreatedResponse({ type: ShiftView })
  @ApiOkResponse({ type: ShiftView, description: '同じIDと内容で既に登録済み' })
  async create(
    @CurrentActor() actor: Actor,
    @Body() input: NewShift,
    @Creation() creation: CreationRequest,
  ): Promise<ShiftView> {
    return this.creates.run(actor, creation, async (tx) => {
      const { added, shift } = await this.service.create(tx, actor, this.clock.now(), input);
      const location = `/api/v1/shifts/${shift.id}`;
      return { body: shift, status: added ? 201 : 200, version: shift.version, location };
    });
  }

  @Get()
  @Can('shift.read')
  @ApiPage(ShiftView)
  list(@CurrentActor() actor: Actor, @Query() query: ShiftQuery): Promise<Page<ShiftView>> {
    return this.database.transaction(actor, (tx) => this.reader.page(tx, actor, query));
  }

  @Get(':id')
  @Can('shift.read')
  @ApiOkResponse({ type: ShiftView })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ShiftView> {
    const found = await this.database.transaction(actor, (tx) => this.reader.byId(tx, actor, id));
    void reply.header('ETag', entityTag(found.version));
    return found;
  }
}
