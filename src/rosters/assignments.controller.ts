import { Controller, Delete, HttpCode, Param, Put, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import { AssignmentsService } from './assignments.service';
import { ShiftView } from './shifts.dto';
import { ShiftsReader } from './shifts.reader';

@ApiTags('シフト')
@Controller('shifts/:id/assignments')
export class AssignmentsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly assignments: AssignmentsService,
    private readonly reader: ShiftsReader,
  ) {}

  @Put(':personId')
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

  @Delete(':personId')
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
