import { Global, Module } from '@nestjs/common';
import { FileJobs } from './file-jobs';
import { JobAnswers } from './job-answers';
import { JobExecution } from './job-execution';
import { JobHandlers } from './job-handlers';
import { JobOutputsController } from './job-outputs.controller';
import { JobOutputsReader } from './job-outputs.reader';
import { JobQueue } from './job-queue';
import { JobRunner } from './job-runner';
import { JobsController } from './jobs.controller';
import { JobsReader } from './jobs.reader';
import { JobsService } from './jobs.service';

@Global()
@Module({
  controllers: [JobsController, JobOutputsController],
  providers: [
    FileJobs,
    JobAnswers,
    JobExecution,
    JobHandlers,
    JobOutputsReader,
    JobQueue,
    JobRunner,
    JobsReader,
    JobsService,
  ],
  exports: [FileJobs, JobAnswers, JobHandlers, JobQueue, JobsReader],
})
export class JobsModule {}
