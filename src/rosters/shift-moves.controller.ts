import { Body, Controller, Delete, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import type { Tx } from '../platform/database/sql';
import { AssignmentsService } from './assignments.service';
import { blocking } from './domain/judged-violation';
import { MoveJudge } from './move-judge';
import { RuleExceptionsService } from './rule-exceptions.service';
import { MoveCheck, MoveCheckView, NewRuleException, presentViolation } from './violations.dto';

/** What a planner asks and says about one seat before and after somebody sits in it. */
@ApiTags('シフト')
@Controller('shifts/:id')
export class ShiftMovesController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly judge: MoveJudge,
    private readonly assignments: AssignmentsService,
    private readonly exceptions: RuleExceptionsService,
  ) {}

  @Post('assignment-checks')
  @HttpCode(200)
  @Can('shift.write')
  @ApiOkResponse({ type: MoveCheckView })
  check(
    @CurrentActor() actor: Actor,
    @Param('id') shiftId: string,
    @Body() { personId }: MoveCheck,
  ): Promise<MoveCheckView> {
    return this.database.transaction(actor, (tx) => this.answer(tx, shiftId, personId));
  }

  @Post('rule-exceptions')
  @HttpCode(200)
  @Can('shift.write')
  @ApiOkResponse({ type: MoveCheckView, description: '例外を認めたあとの判定' })
  allow(
    @CurrentActor() actor: Actor,
    @Param('id') shiftId: string,
    @Body() input: NewRuleException,
  ): Promise<MoveCheckView> {
    return this.database.transaction(actor, async (tx) => {
      await this.exceptions.allow(tx, actor, this.clock.now(), shiftId, input);
      return this.answer(tx, shiftId, input.personId);
    });
  }

  @Put('assignments/:personId/pin')
  @HttpCode(204)
  @Can('shift.write')
  @ApiNoContentResponse({ description: '自動作成で動かさない席にした' })
  pin(
    @CurrentActor() actor: Actor,
    @Param('id') shiftId: string,
    @Param('personId') personId: string,
  ): Promise<void> {
    return this.database.transaction(actor, (tx) =>
      this.assignments.pin(tx, actor, this.clock.now(), { shiftId, personId, isPinned: true }),
    );
  }

  @Delete('assignments/:personId/pin')
  @HttpCode(204)
  @Can('shift.write')
  @ApiNoContentResponse()
  unpin(
    @CurrentActor() actor: Actor,
    @Param('id') shiftId: string,
    @Param('personId') personId: string,
  ): Promise<void> {
    return this.database.transaction(actor, (tx) =>
      this.assignments.pin(tx, actor, this.clock.now(), { shiftId, personId, isPinned: false }),
    );
  }

  private async answer(tx: Tx, shiftId: string, personId: string): Promise<MoveCheckView> {
    const shift = await this.judge.shift(tx, shiftId);
    const violations = await this.judge.judge(tx, shift, personId);
    return { allowed: blocking(violations).length === 0, violations: violations.map(presentViolation) };
  }
}
