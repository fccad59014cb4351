import { Controller, Get, HttpCode, HttpStatus, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiAcceptedResponse, ApiHeader, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { attachment } from '../../platform/http/content-disposition';
import { AcceptsFile } from '../../platform/http/uploaded-file';
import { FileJobs } from '../../platform/jobs/file-jobs';
import { ImportQuery, JobView } from '../../platform/jobs/jobs.dto';
import { DirectoryExports, type ExportedDirectory } from './directory-exports';
import { DIRECTORY_IMPORT } from './directory-import.handler';

const CSV = 'text/csv; charset=utf-8';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const FILE = { schema: { type: 'string', format: 'binary' } };

@ApiTags('つなぎ先')
@Controller('directory')
export class ExchangeController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly exports: DirectoryExports,
    private readonly files: FileJobs,
  ) {}

  @Post('imports')
  @HttpCode(HttpStatus.ACCEPTED)
  @Can('directory.import')
  @AcceptsFile()
  @ApiHeader({ name: 'Prefer', required: false, description: 'wait=N：終わりを最大 N 秒（60 まで）待つ' })
  @ApiAcceptedResponse({
    type: JobView,
    description: '列は GET /directory/services.csv と同じ。ファイルにない列は変えず、空のセルは空にする',
  })
  upload(
    @CurrentActor() actor: Actor,
    @Query() query: ImportQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView> {
    const job = { kind: DIRECTORY_IMPORT, dryRun: query.dryRun === 'true' };
    return this.files.take(actor, job, request, reply);
  }

  @Get('services.csv')
  @Can('directory.read')
  @ApiProduces(CSV)
  @ApiOkResponse(FILE)
  async csv(@CurrentActor() actor: Actor): Promise<StreamableFile> {
    const file = await this.database.transaction(actor, (tx) =>
      this.exports.csv(tx, actor, this.clock.now()),
    );
    return download(file, CSV);
  }

  @Get('services.xlsx')
  @Can('directory.read')
  @ApiProduces(XLSX)
  @ApiOkResponse(FILE)
  async workbook(@CurrentActor() actor: Actor): Promise<StreamableFile> {
    const now = this.clock.now();
    const table = await this.database.transaction(actor, (tx) => this.exports.table(tx, actor, now));
    return download(await this.exports.workbook(table, now), XLSX);
  }
}

function download({ bytes, fileName }: ExportedDirectory, type: string): StreamableFile {
  return new StreamableFile(bytes, {
    type,
    disposition: attachment(fileName, `directory.${fileName.split('.').at(-1) ?? ''}`),
    length: bytes.length,
  });
}
