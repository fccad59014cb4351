import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import { entityTag } from '../platform/http/entity-tag';
import type { Page } from '../platform/http/page';
import { ApiPage } from '../platform/http/page-response';
import { AssignmentsService } from './assignments.service';
import { NewShift, ShiftQuery, ShiftView } from './shifts.dto';
import { ShiftsReader } from './shifts.reader';
import { ShiftsService } from './shifts.service';

@ApiTags('シフト')
@Controller('shifts')
export class ShiftsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: ShiftsService,
    private readonly assignments: AssignmentsService,
    private readonly reader: ShiftsReader,
  ) {}

  @Post()
  @Can('shift.write')
  @ApiCreatedResponse({ type: ShiftView })
  @ApiOkResponse({ type: ShiftView, description: '同じIDと内容で既に登録済み' })
  async create(
    @CurrentActor() actor: Actor,
    @Body() input: NewShift,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ShiftView> {
    const { added, shift } = await this.database.transaction(actor, (tx) =>
      this.service.create(tx, actor, this.clock.now(), input),
    );
    void reply
      .status(added ? 201 : 200)
      .header('ETag', entityTag(shift.version))
      .header('Location', `/api/v1/shifts/${shift.id}`);
    return shift;
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

  @Put(':id/assignments/:personId')
  @Can('shift.write')
  @ApiCreatedResponse({ type: ShiftView, description: '割り当てた' })
  @ApiOkResponse({ type: ShiftView, description: '既に割り当て済み' })
  async assign(
    @CurrentActor() actor: Actor,
    @Param('id') shiftId: string,
    @Param('personId') personId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ShiftView> {
    const [{ added }, shift] = await this.database.transaction(actor, async (tx) => [
      await this.assignments.assign(tx, actor, this.clock.now(), { shiftId, personId }),
      await this.reader.byId(tx, actor, shiftId),
    ]);
    void reply.status(added ? 201 : 200);
    return shift;
  }

  @Delete(':id/assignments/:personId')
  @Can('shift.write')
  @HttpCode(204)
  @ApiNoContentResponse()
  async release(
    @CurrentActor() actor: Actor,
    @Param('id') shiftId: string,
    @Param('personId') personId: string,
  ): Promise<void> {
    await this.database.transaction(actor, (tx) =>
      this.assignments.release(tx, actor, this.clock.now(), { shiftId, personId }),
    );
  }
}
