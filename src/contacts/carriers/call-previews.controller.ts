import { Controller, HttpCode, HttpStatus, Param, Post, Query, Req } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Database } from '../../platform/database/database';
import { AcceptsFile, uploadedFile } from '../../platform/http/uploaded-file';
import { CallContextReader } from '../call-context.reader';
import { CarrierQuery } from '../contacts.dto';
import { carrierReading } from '../domain/carrier-layout';
import { CallPreview } from './call-previews.dto';
import { CarriersReader } from './carriers.reader';
import { previewCalls } from './preview-calls';

@ApiTags('呼・着信')
@Controller('periods/:id/call-previews')
export class CallPreviewsController {
  constructor(
    private readonly database: Database,
    private readonly contexts: CallContextReader,
    private readonly carriers: CarriersReader,
  ) {}

  @Post()
  @HttpCode(HttpStatus.OK)
  @Can('contact.import')
  @AcceptsFile()
  @ApiOkResponse({ type: CallPreview })
  async preview(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Query() { carrierId }: CarrierQuery,
    @Req() request: FastifyRequest,
  ): Promise<CallPreview> {
    const { context, layout } = await this.database.transaction(actor, async (tx) => ({
      context: await this.contexts.load(tx, periodId),
      layout: carrierId === undefined ? null : (await this.carriers.byId(tx, carrierId)).layout,
    }));
    // No connection is held while the file arrives.
    const file = (await uploadedFile(request)).read()[Symbol.asyncIterator]();
    const beginning = { [Symbol.asyncIterator]: () => ({ next: () => file.next() }) };
    try {
      return { items: await previewCalls(beginning, context, carrierReading(layout)) };
    } finally {
      await passOver(file);
    }
  }
}

/** A sender who is cut off in the middle of a large file never gets to the answer. */
async function passOver(file: AsyncIterator<Buffer>): Promise<void> {
  for (let { done } = await file.next(); !done;) ({ done } = await file.next());
}
