import { Controller, Get, HttpCode, HttpStatus, Post, Query, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiHeader, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Database } from '../../platform/database/database';
import { rows } from '../../platform/database/sql';
import { type Page, PageQuery, readCursor, toPage } from '../../platform/http/page';
import { ApiPage } from '../../platform/http/page-response';
import { AcceptsFile } from '../../platform/http/uploaded-file';
import { FileJobs } from '../../platform/jobs/file-jobs';
import { ImportQuery, JobView } from '../../platform/jobs/jobs.dto';
import { Text } from '../../platform/validation/fields';
import { municipalityCheckDigit } from '../domain/check-digits';
import { MUNICIPALITY_IMPORT } from './municipality-import.handler';

export class MunicipalityQuery extends PageQuery {
  @Text({ max: 2, pattern: /^\d{2}$/, optional: true, description: '都道府県の2桁' })
  readonly prefecture?: string;
}

export class MunicipalityView {
  @ApiProperty({ description: 'JIS X 0402 の5桁' }) readonly code: string;
  @ApiProperty({ description: '検査数字を付けた6桁' }) readonly lgCode: string;
  @ApiProperty() readonly name: string;
  @ApiProperty({ nullable: true, type: String }) readonly cityCode: string | null;
  @ApiProperty({ format: 'date' }) readonly validFrom: string;
  @ApiProperty({ format: 'date', nullable: true, type: String }) readonly validUntil: string | null;
  @ApiProperty({ type: [String] }) readonly successorCodes: readonly string[];
}

@ApiTags('つなぎ先')
@Controller('directory')
export class MunicipalitiesController {
  constructor(
    private readonly database: Database,
    private readonly files: FileJobs,
  ) {}

  @Get('municipalities')
  @Can('reference.read')
  @ApiPage(MunicipalityView)
  async list(
    @CurrentActor() actor: Actor,
    @Query() query: MunicipalityQuery,
  ): Promise<Page<MunicipalityView>> {
    const cursor = readCursor(query.cursor, [(code) => /^\d{5}$/.test(code)]);
    const found = await this.database.transaction(actor, (tx) =>
      rows<Omit<MunicipalityView, 'lgCode'>>(
        tx,
        `SELECT m.code, m.name, m.city_code AS "cityCode", m.valid_from AS "validFrom", m.valid_until AS "validUntil",
                m.successor_codes AS "successorCodes"
         FROM municipality AS m
         WHERE ($1::text IS NULL OR m.code > $1) AND ($2::text IS NULL OR m.prefecture_code = $2)
         ORDER BY m.code LIMIT $3`,
        [cursor?.[0] ?? null, query.prefecture ?? null, query.limit + 1],
      ),
    );
    return toPage(
      found,
      query.limit,
      ({ code }) => [code],
      (row) => ({ ...row, lgCode: row.code + municipalityCheckDigit(row.code) }),
    );
  }

  @Post('municipality-imports')
  @HttpCode(HttpStatus.ACCEPTED)
  @Can('municipality.import')
  @AcceptsFile()
  @ApiHeader({ name: 'Prefer', required: false, description: 'wait=N：終わりを最大 N 秒（60 まで）待つ' })
  @ApiAcceptedResponse({ type: JobView, description: '総務省の全国地方公共団体コードの一覧（CSV か .xlsx）' })
  upload(
    @CurrentActor() actor: Actor,
    @Query() query: ImportQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView> {
    const job = { kind: MUNICIPALITY_IMPORT, dryRun: query.dryRun === 'true' };
    return this.files.take(actor, job, request, reply);
  }
}
