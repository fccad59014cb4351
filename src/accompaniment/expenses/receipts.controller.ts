import { Controller, Get, Param, Put, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { attachment } from '../../platform/http/content-disposition';
import { entityTag } from '../../platform/http/entity-tag';
import { AcceptsFile, uploadedFile } from '../../platform/http/uploaded-file';
import { type Based, BasedOn } from '../based-on';
import { receiptFileName } from '../domain/visit-expenses';
import { presentVisit } from '../present-visit';
import { VisitView } from '../visits.dto';
import { ExpensesService } from './expenses.service';
import { readReceipt, ReceiptsService } from './receipts.service';

@ApiTags('同行支援')
@ApiParam({ name: 'id', format: 'uuid' })
@Controller('visits/:id/expenses/:expenseId/receipt')
export class ReceiptsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: ReceiptsService,
    private readonly expenses: ExpensesService,
  ) {}

  @Put()
  @Can('visit.take_part')
  @AcceptsFile()
  @ApiHeader({ name: 'If-Match', required: true, description: '表示していた同行の版の ETag' })
  @ApiOkResponse({ type: VisitView })
  async attach(
    @CurrentActor() actor: Actor,
    @BasedOn() based: Based,
    @Param('expenseId') expenseId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<VisitView> {
    await this.database.transaction(actor, (tx) => this.expenses.begin(tx, actor, based));
    const file = await uploadedFile(request);
    const receipt = await readReceipt(file.read()).finally(() => file.discard());
    const now = this.clock.now();
    const visit = await this.database.transaction(actor, (tx) =>
      this.service.attach(tx, actor, now, { based, expenseId }, receipt),
    );
    void reply.header('ETag', entityTag(visit.version));
    return presentVisit(visit);
  }

  @Get()
  @Can('visit.read')
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async read(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('expenseId') expenseId: string,
  ): Promise<StreamableFile> {
    const now = this.clock.now();
    const { bytes, mediaType } = await this.database.transaction(actor, (tx) =>
      this.service.read(tx, actor, now, id, expenseId),
    );
    const name = receiptFileName(mediaType);
    return new StreamableFile(bytes, { type: mediaType, disposition: attachment(name, name) });
  }
}
