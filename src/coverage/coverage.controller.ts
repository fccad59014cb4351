import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Database } from '../platform/database/database';
import { isInstant, type Page, readCursor, toPage } from '../platform/http/page';
import { CoverageQuery, CoverageView, type SlotCoverageView, WhatIf, WhatIfView } from './coverage.dto';
import { type CoverageFacts, CoverageService } from './coverage.service';
import { describeCoverage } from './domain/describe-coverage';
import { predictCoverage, type SlotCoverage } from './domain/predict-coverage';
import { seatTable } from './domain/seat-table';
import { balanceSeats, sumByDay, sumCoverage } from './domain/sum-coverage';
import { presentBalance, presentSlot, presentSum } from './present-coverage';
import { WhatIfService } from './what-if.service';

/** 過不足と応答率の見込み: what a plan of seats will answer, before anybody is named and after. */
@ApiTags('応答率の見込み')
@Controller('periods/:id')
export class CoverageController {
  constructor(
    private readonly database: Database,
    private readonly service: CoverageService,
    private readonly whatIfs: WhatIfService,
  ) {}

  @Get('coverage')
  @Can('coverage.read')
  @ApiOkResponse({ type: CoverageView })
  async coverage(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Query() query: CoverageQuery,
  ): Promise<CoverageView> {
    const basis = query.basis ?? 'allotted';
    const facts = await this.database.transaction(actor, (tx) =>
      this.service.facts(tx, {
        periodId,
        basis,
        version: query.version ?? null,
        channel: query.channel ?? null,
        from: query.from ?? null,
        until: query.until ?? null,
      }),
    );
    return { basis, planNumber: facts.planNumber, ...present(facts, query) };
  }

  @Post('coverage/what-if')
  @HttpCode(200)
  @Can('coverage.read')
  @ApiOkResponse({ type: WhatIfView, description: '何も変更しない' })
  whatIf(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Body() input: WhatIf,
  ): Promise<WhatIfView> {
    return this.database.transaction(actor, (tx) => this.whatIfs.answer(tx, periodId, input));
  }
}

function present(facts: CoverageFacts, query: CoverageQuery): Omit<CoverageView, 'basis' | 'planNumber'> {
  const { slots, spans, needs, labels } = facts;
  const table = seatTable(slots, spans);
  const rows = predictCoverage({ slots, needs, table, occupancyCap: null }).toSorted(inOrder);
  const total = sumCoverage(rows);
  const balance = balanceSeats(rows, table);
  return {
    total: presentSum(total),
    days: sumByDay(rows).map(presentSum),
    seats: presentBalance(balance),
    summary: describeCoverage(rows, total, balance, labels),
    ...pageOf(rows, query),
  };
}

/** By instants: a night over midnight is one stretch. */
function inOrder(a: SlotCoverage, b: SlotCoverage): number {
  const [first, second] = [keyOf(a), keyOf(b)].map((key) => key.join(' ')) as [string, string];
  return first < second ? -1 : Number(first > second);
}

function keyOf({ startsAt, channel, fieldCode }: SlotCoverage): string[] {
  return [startsAt.toISOString(), channel, fieldCode ?? ''];
}

function pageOf(rows: readonly SlotCoverage[], { cursor, limit }: CoverageQuery): Page<SlotCoverageView> {
  const isCode = (value: string): boolean => /^[a-z0-9_-]{0,40}$/.test(value);
  const after = readCursor(cursor, [isInstant, isCode, isCode])?.join(' ') ?? '';
  const rest = rows.filter((row) => keyOf(row).join(' ') > after);
  return toPage(rest.slice(0, limit + 1), limit, keyOf, presentSlot);
}
