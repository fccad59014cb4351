import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { CreateOnce } from '../../platform/idempotency/create-once';
import { Creation, type CreationRequest } from '../../platform/idempotency/creation-request';
import { AttendanceView, NewStandIn } from './attendance.dto';
import { AttendanceService } from './attendance.service';
import { StandInsService } from './stand-ins.service';
import { presentAttendance } from './present-attendance';

@ApiTags('出退勤')
@Controller('attendance/:assignmentId')
export class StandInsController {
  constructor(
    private readonly clock: Clock,
    private readonly creates: CreateOnce,
    private readonly standIns: StandInsService,
    private readonly attendance: AttendanceService,
  ) {}

  @Post('stand-ins')
  @Can('attendance.correct')
  @ApiCreatedResponse({ type: AttendanceView, description: '代わりに勤務した人の出退勤' })
  async standIn(
    @CurrentActor() actor: Actor,
    @Param('assignmentId') assignmentId: string,
    @Body() input: NewStandIn,
    @Creation() creation: CreationRequest,
  ): Promise<AttendanceView> {
    return this.creates.runAndReread(
      actor,
      creation,
      async (tx) => {
        const duty = await this.standIns.enter(tx, actor, this.clock.now(), assignmentId, input);
        return { id: duty.assignmentId, body: presentAttendance(duty) };
      },
      async (tx, id) => ({ body: presentAttendance(await this.attendance.ofAssignment(tx, id)) }),
    );
  }
}
