import { Global, Module } from '@nestjs/common';
import { JobAnswers } from './job-answers';
import { JobExecution } from './job-execution';
import { JobHandlers } from './job-handlers';
import { JobQueue } from './job-queue';
import { JobRunner } from './job-runner';
import { JobsController } from './jobs.controller';
import { JobsReader } from './jobs.reader';
import { JobsService } from './jobs.service';

@Global()
@Module({
  controllers: [JobsController],
  providers: [JobAnswers, JobExecution, JobHandlers, JobQueue, JobRunner, JobsReader, JobsService],
  exports: [JobsReader, JobAnswers, JobHandlers, JobQueue],
})
export class JobsModule {}
