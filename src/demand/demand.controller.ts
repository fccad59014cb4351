import { Body, Controller, Get, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import { attachment } from '../platform/http/content-disposition';
import { DemandExportService } from './demand-export.service';
import { DemandPlanView, DemandQuery, DemandView, NewDemandPlan } from './demand.dto';
import { DemandService } from './demand.service';
import { DemandViewsReader } from './demand-views.reader';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Room to breathe between two hard conversations, unless somebody says otherwise. */
const HUMANE_OCCUPANCY = 0.85;

@ApiTags('需要')
@Controller('periods/:id')
export class DemandController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: DemandService,
    private readonly exports: DemandExportService,
    private readonly views: DemandViewsReader,
  ) {}

  @Post('demand')
  @Can('demand.write')
  @ApiCreatedResponse({ type: DemandPlanView })
  compute(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() input: NewDemandPlan,
  ): Promise<DemandPlanView> {
    const { fieldShares, ...assumptions } = input.assumptions ?? {};
    const request = {
      sourcePeriodIds: input.sourcePeriodIds ?? [],
      assumptions: {
        ...assumptions,
        ...(fieldShares
          ? { fieldShares: Object.fromEntries(fieldShares.map(({ fieldCode, share }) => [fieldCode, share])) }
          : {}),
      },
      level: input.level ?? 1,
      target: {
        answerRate: input.targetAnswerRate,
        occupancyCap: input.occupancyCap === undefined ? HUMANE_OCCUPANCY : input.occupancyCap,
      },
    };
    return this.database.transaction(actor, async (tx) => {
      await this.service.compute(tx, actor, this.clock.now(), id, request);
      return this.views.plan(tx, id);
    });
  }

  @Get('demand')
  @Can('demand.read')
  @ApiOkResponse({ type: DemandView })
  newest(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() query: DemandQuery,
  ): Promise<DemandView> {
    return this.database.transaction(actor, async (tx) => {
      const plan = await this.views.plan(tx, id);
      return { plan, ...(await this.views.cells(tx, plan.id, query)) };
    });
  }

  @Get('demand.xlsx')
  @Can('demand.read')
  @ApiProduces(XLSX)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async workbook(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<StreamableFile> {
    const { fileName, bytes } = await this.database.transaction(actor, (tx) =>
      this.exports.build(tx, actor, this.clock.now(), id),
    );
    return new StreamableFile(bytes, {
      type: XLSX,
      disposition: attachment(fileName, 'demand.xlsx'),
      length: bytes.length,
    });
  }
}
