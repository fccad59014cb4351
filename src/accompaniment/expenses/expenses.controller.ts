import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { entityTag } from '../../platform/http/entity-tag';
import { CreateOnce } from '../../platform/idempotency/create-once';
import { Creation, type CreationRequest } from '../../platform/idempotency/creation-request';
import { type Based, BasedOn } from '../based-on';
import { presentVisit } from '../present-visit';
import { VisitView } from '../visits.dto';
import { ExpenseView, NewExpense } from './expenses.dto';
import { presentExpense } from './expenses.reader';
import { ExpensesService } from './expenses.service';

@ApiTags('同行支援')
@ApiHeader({ name: 'If-Match', required: true, description: '表示していた同行の版の ETag' })
@ApiParam({ name: 'id', format: 'uuid' })
@Controller('visits/:id/expenses')
export class ExpensesController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly creates: CreateOnce,
    private readonly service: ExpensesService,
  ) {}

  /** By whoever paid; the ETag is that of the visit afterwards. */
  @Post()
  @Can('visit.take_part')
  @ApiCreatedResponse({ type: ExpenseView })
  add(
    @CurrentActor() actor: Actor,
    @BasedOn() based: Based,
    @Body() input: NewExpense,
    @Creation() creation: CreationRequest,
  ): Promise<ExpenseView> {
    return this.creates.runAndReread(
      actor,
      creation,
      async (tx) => {
        const { visit, expense } = await this.service.add(tx, actor, this.clock.now(), based, input);
        const body = presentExpense(expense);
        return { id: expense.id, body, version: visit.version, location: `/api/v1/visits/${visit.id}` };
      },
      async (tx, expenseId) => {
        const { visit, expense } = await this.service.find(tx, actor, based.id, expenseId);
        return { body: presentExpense(expense), version: visit.version };
      },
    );
  }

  @Post(':expenseId/removal')
  @Can('visit.take_part')
  @ApiCreatedResponse({ type: VisitView })
  async remove(
    @CurrentActor() actor: Actor,
    @BasedOn() based: Based,
    @Param('expenseId') expenseId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<VisitView> {
    const now = this.clock.now();
    const visit = await this.database.transaction(actor, (tx) =>
      this.service.remove(tx, actor, now, based, expenseId),
    );
    void reply.header('ETag', entityTag(visit.version));
    return presentVisit(visit);
  }
}
