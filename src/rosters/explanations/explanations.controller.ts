import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Database } from '../../platform/database/database';
import { type Page, PageQuery } from '../../platform/http/page';
import { ApiPage } from '../../platform/http/page-response';
import { pageOfList } from '../page-of-list';
import { CandidateView, ShiftExplanationView } from './explanations.dto';
import { FitnessReader } from './fitness.reader';
import { namedIn, presentCandidate, presentExplanation } from './present-explanation';

/** Why somebody sits there, who else could, and what keeps the others out. */
@ApiTags('シフト')
@Controller('shifts/:id')
export class ExplanationsController {
  constructor(
    private readonly database: Database,
    private readonly reader: FitnessReader,
  ) {}

  @Get('explanation')
  @Can('roster.read')
  @ApiOkResponse({ type: ShiftExplanationView })
  explain(@CurrentActor() actor: Actor, @Param('id') shiftId: string): Promise<ShiftExplanationView> {
    return this.database.transaction(actor, async (tx) => {
      const fitness = await this.reader.ofShift(tx, shiftId);
      return presentExplanation(fitness, await this.reader.names(tx, namedIn(fitness)));
    });
  }

  @Get('candidates')
  @Can('roster.read')
  @ApiPage(CandidateView)
  candidates(
    @CurrentActor() actor: Actor,
    @Param('id') shiftId: string,
    @Query() query: PageQuery,
  ): Promise<Page<CandidateView>> {
    return this.database.transaction(actor, async (tx) => {
      const { others } = await this.reader.ofShift(tx, shiftId);
      const { items, nextCursor } = pageOfList(others, query);
      const names = await this.reader.names(
        tx,
        items.map(({ personId }) => personId),
      );
      return { items: items.map((each) => presentCandidate(each, names)), nextCursor };
    });
  }
}
