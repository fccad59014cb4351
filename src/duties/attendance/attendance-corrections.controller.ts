import { Body, Controller, Get, Param, Post, Put, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { CreateOnce, type Made } from '../../platform/idempotency/create-once';
import { Creation, type CreationRequest } from '../../platform/idempotency/creation-request';
import type { AttendedDuty } from '../attendance.reader';
import { AttendanceTrailView, AttendanceView, NewAbsence, NewAttendanceEntry } from './attendance.dto';
import { AttendanceService } from './attendance.service';
import { AttendanceTrailReader } from './attendance-trail.reader';
import { presentAttendance } from './present-attendance';

/** Afterwards: what the coordinator enters, corrects and stands for, each as one more event. */
@ApiTags('出退勤')
@Controller('attendance/:assignmentId')
export class AttendanceCorrectionsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly creates: CreateOnce,
    private readonly service: AttendanceService,
    private readonly trail: AttendanceTrailReader,
  ) {}

  @Post('entries')
  @Can('attendance.correct')
  @ApiCreatedResponse({ type: AttendanceView })
  async enter(
    @CurrentActor() actor: Actor,
    @Param('assignmentId') assignmentId: string,
    @Body() input: NewAttendanceEntry,
    @Creation() creation: CreationRequest,
  ): Promise<AttendanceView> {
    return this.creates.runAndReread(
      actor,
      creation,
      async (tx) => made(await this.service.enter(tx, actor, this.clock.now(), assignmentId, input)),
      async (tx, id) => made(await this.service.ofAssignment(tx, id)),
    );
  }

  @Post('absences')
  @Can('attendance.correct')
  @ApiCreatedResponse({ type: AttendanceView })
  async markAbsent(
    @CurrentActor() actor: Actor,
    @Param('assignmentId') assignmentId: string,
    @Body() input: NewAbsence,
    @Creation() creation: CreationRequest,
  ): Promise<AttendanceView> {
    const now = this.clock.now();
    return this.creates.runAndReread(
      actor,
      creation,
      async (tx) => made(await this.service.markAbsent(tx, actor, now, assignmentId, input.reason)),
      async (tx, id) => made(await this.service.ofAssignment(tx, id)),
    );
  }

  @Put('confirmation')
  @Can('attendance.correct')
  @ApiCreatedResponse({ type: AttendanceView })
  @ApiOkResponse({ type: AttendanceView, description: '既に確認済み' })
  async confirm(
    @CurrentActor() actor: Actor,
    @Param('assignmentId') assignmentId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AttendanceView> {
    const { added, duty } = await this.database.transaction(actor, (tx) =>
      this.service.confirm(tx, actor, this.clock.now(), assignmentId),
    );
    void reply.status(added ? 201 : 200);
    return presentAttendance(duty);
  }

  @Get('events')
  @Can('attendance.correct')
  @ApiOkResponse({ type: AttendanceTrailView })
  async events(
    @CurrentActor() actor: Actor,
    @Param('assignmentId') assignmentId: string,
  ): Promise<AttendanceTrailView> {
    const items = await this.database.transaction(actor, (tx) => this.trail.events(tx, assignmentId));
    return { items };
  }
}

function made(duty: AttendedDuty): Made<AttendanceView> {
  return { id: duty.assignmentId, body: presentAttendance(duty) };
}
