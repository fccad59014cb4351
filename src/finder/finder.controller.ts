import { Body, Controller, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import { FinderAnswer, FinderSession } from './finder.dto';
import { FinderService } from './finder.service';

@ApiTags('つなぎ先')
@Controller('finder/sessions')
export class FinderController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly finder: FinderService,
  ) {}

  /** One step: the services that fit what is known, and what to ask next. */
  @Post()
  @HttpCode(HttpStatus.OK)
  @Can('directory.read')
  @ApiOkResponse({ type: FinderAnswer })
  step(@CurrentActor() actor: Actor, @Body() input: FinderSession): Promise<FinderAnswer> {
    const at = input.at ?? this.clock.now();
    return this.database.transaction(actor, (tx) =>
      this.finder.step(tx, input.field ?? null, input.answers, at),
    );
  }
}
