import { Controller, Get, Param, Put, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../shared/actor';
import { notFound } from '../../shared/domain-error';
import { MINUTE_MS } from '../../shared/tokyo-time';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import type { Page } from '../../platform/http/page';
import { ApiPage } from '../../platform/http/page-response';
import { AttendanceReader } from '../attendance.reader';
import { leadsDuties, voiceOf } from '../domain/duty-policy';
import { AttendanceQuery, AttendanceView, UnattendedQuery, UnattendedView } from './attendance.dto';
import { AttendanceService } from './attendance.service';
import { presentAttendance } from './present-attendance';

const DEFAULT_MINUTES = 10;

/** On the day: who came and who left, said by the person or by whoever leads the desk. */
@ApiTags('出退勤')
@Controller('attendance')
export class AttendanceController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: AttendanceService,
    private readonly reader: AttendanceReader,
  ) {}

  @Get()
  @Can('attendance.read')
  @ApiPage(AttendanceView)
  async list(@CurrentActor() actor: Actor, @Query() query: AttendanceQuery): Promise<Page<AttendanceView>> {
    // Whoever leads nobody sees their own duties; another person's simply are not among them.
    const personId = leadsDuties(actor) ? query.personId : actor.personId;
    if (personId === null || (query.personId ?? personId) !== personId)
      return { items: [], nextCursor: null };
    const page = await this.database.transaction(actor, (tx) => this.reader.page(tx, query, personId));
    return { ...page, items: page.items.map(presentAttendance) };
  }

  @Get('unattended')
  @Can('attendance.read')
  @ApiOkResponse({ type: UnattendedView, description: '始まったのに誰も出勤していない勤務' })
  async unattended(@CurrentActor() actor: Actor, @Query() query: UnattendedQuery): Promise<UnattendedView> {
    const now = this.clock.now();
    const begunBefore = new Date(now.getTime() - Number(query.minutes ?? DEFAULT_MINUTES) * MINUTE_MS);
    const found = await this.database.transaction(actor, (tx) =>
      this.reader.unattended(tx, now, begunBefore),
    );
    return {
      items: found.filter(({ personId }) => voiceOf(actor, personId) !== null).map(presentAttendance),
    };
  }

  @Get(':assignmentId')
  @Can('attendance.read')
  @ApiOkResponse({ type: AttendanceView })
  async one(
    @CurrentActor() actor: Actor,
    @Param('assignmentId') assignmentId: string,
  ): Promise<AttendanceView> {
    const duty = await this.database.transaction(actor, (tx) => this.reader.ofAssignment(tx, assignmentId));
    if (!duty || voiceOf(actor, duty.personId) === null) throw notFound('勤務');
    return presentAttendance(duty);
  }

  @Put(':assignmentId/check-in')
  @Can('attendance.record')
  @ApiCreatedResponse({ type: AttendanceView })
  @ApiOkResponse({ type: AttendanceView, description: '既に記録済み' })
  async checkIn(
    @CurrentActor() actor: Actor,
    @Param('assignmentId') assignmentId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AttendanceView> {
    const { added, duty } = await this.database.transaction(actor, (tx) =>
      this.service.checkIn(tx, actor, this.clock.now(), assignmentId),
    );
    void reply.status(added ? 201 : 200);
    return presentAttendance(duty);
  }

  @Put(':assignmentId/check-out')
  @Can('attendance.record')
  @ApiCreatedResponse({ type: AttendanceView })
  @ApiOkResponse({ type: AttendanceView, description: '既に記録済み' })
  async checkOut(
    @CurrentActor() actor: Actor,
    @Param('assignmentId') assignmentId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AttendanceView> {
    const { added, duty } = await this.database.transaction(actor, (tx) =>
      this.service.checkOut(tx, actor, this.clock.now(), assignmentId),
    );
    void reply.status(added ? 201 : 200);
    return presentAttendance(duty);
  }
}
