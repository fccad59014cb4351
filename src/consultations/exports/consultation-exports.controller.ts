import { Body, Controller, HttpCode, HttpStatus, Post, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { JobAnswers } from '../../platform/jobs/job-answers';
import { JobView } from '../../platform/jobs/jobs.dto';
import { NewConsultationExport } from './consultation-exports.dto';
import { ConsultationExportsService } from './consultation-exports.service';

@ApiTags('相談記録票')
@Controller('consultation-exports')
export class ConsultationExportsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: ConsultationExportsService,
    private readonly answers: JobAnswers,
  ) {}

  @Post()
  @Can('consultation.export')
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiHeader({ name: 'Prefer', required: false, description: 'wait=N：終わりを最大 N 秒（60 まで）待つ' })
  @ApiAcceptedResponse({ type: JobView, description: 'ファイルは GET /jobs/{id}/output で受け取る' })
  async create(
    @CurrentActor() actor: Actor,
    @Body() input: NewConsultationExport,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView> {
    const jobId = await this.database.transaction(actor, (tx) =>
      this.service.request(tx, actor, this.clock.now(), input),
    );
    return this.answers.accepted(actor, jobId, request, reply);
  }
}
