import { Global, Module } from '@nestjs/common';
import { JobTrail } from '../platform/jobs/job-trail';
import { AuditController } from './audit.controller';
import { AuditLog } from './audit-log';
import { AuditReader } from './audit.reader';

@Global()
@Module({
  controllers: [AuditController],
  providers: [AuditLog, AuditReader, { provide: JobTrail, useExisting: AuditLog }],
  exports: [AuditLog, JobTrail],
})
export class AuditModule {}
