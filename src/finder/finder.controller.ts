import { Body, Controller, Header, HttpCode, HttpStatus, Post, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import { attachment } from '../platform/http/content-disposition';
import { writePdf } from '../platform/pdf/write-pdf';
import { MEMO_TITLE, type MemoEntry, readout } from './domain/finder-memo';
import { FinderAnswer, FinderMemo, FinderSession } from './finder.dto';
import { FinderService } from './finder.service';
import { memoPdf } from './memo-pdf';

const PDF = 'application/pdf';
const TEXT = 'text/plain; charset=utf-8';

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

  /** A page in plain Japanese to hand out; nothing of the caller is on it. */
  @Post('memo')
  @HttpCode(HttpStatus.OK)
  @Can('directory.read')
  @ApiProduces(PDF)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async memo(@CurrentActor() actor: Actor, @Body() input: FinderMemo): Promise<StreamableFile> {
    const now = this.clock.now();
    const bytes = await writePdf(memoPdf(await this.entries(actor, input), now));
    const disposition = attachment(`${MEMO_TITLE}.pdf`, 'memo.pdf');
    return new StreamableFile(bytes, { type: PDF, disposition, length: bytes.length });
  }

  /** The same in short sentences, one per line, to be read out. */
  @Post('readout')
  @HttpCode(HttpStatus.OK)
  @Can('directory.read')
  @Header('Content-Type', TEXT)
  @ApiProduces(TEXT)
  @ApiOkResponse({ schema: { type: 'string' } })
  async readout(@CurrentActor() actor: Actor, @Body() input: FinderMemo): Promise<string> {
    return readout(await this.entries(actor, input));
  }

  private entries(actor: Actor, input: FinderMemo): Promise<MemoEntry[]> {
    const at = input.at ?? this.clock.now();
    return this.database.transaction(actor, (tx) => this.finder.memo(tx, input, at));
  }
}
