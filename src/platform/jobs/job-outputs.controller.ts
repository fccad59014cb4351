import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { Controller, Get, Param, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../authz/can.decorator';
import { Clock } from '../clock/clock';
import { Database } from '../database/database';
import { attachment } from '../http/content-disposition';
import { readOutput } from './job-output';
import { JobOutputsReader, type OutputPlace } from './job-outputs.reader';
import { JobTrail } from './job-trail';
import { JobsReader } from './jobs.reader';

@ApiTags('ジョブ')
@Controller('jobs/:id')
export class JobOutputsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: JobsReader,
    private readonly outputs: JobOutputsReader,
    private readonly trail: JobTrail,
  ) {}

  @Get('output')
  @Can('job.read')
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  result(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<StreamableFile> {
    return this.fetch(actor, { jobId: id, kind: 'result' });
  }

  @Get('rejected-rows')
  @Can('job.read')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  rejectedRows(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<StreamableFile> {
    return this.fetch(actor, { jobId: id, kind: 'rejected-rows' });
  }

  private async fetch(actor: Actor, at: OutputPlace): Promise<StreamableFile> {
    const now = this.clock.now();
    const output = await this.database.transaction(actor, async (tx) => {
      await this.jobs.byId(tx, at.jobId);
      const found = await this.outputs.fetchable(tx, actor, now, at);
      await this.trail.record(tx, actor, now, {
        action: 'job.output_fetched',
        objectType: 'job',
        objectId: at.jobId,
        detail: { kind: at.kind, size: found.size },
      });
      return found;
    });
    return new StreamableFile(Readable.from(readOutput(this.database, at.jobId, at.kind)), {
      type: output.mediaType,
      disposition: attachment(output.fileName, `${at.kind}${extname(output.fileName)}`),
      length: output.size,
    });
  }
}
