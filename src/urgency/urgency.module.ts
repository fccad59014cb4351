import { Module } from '@nestjs/common';
import { ConsultationsModule } from '../consultations/consultations.module';
import { UrgentCasesController } from './urgent-cases.controller';
import { UrgentCasesReader } from './urgent-cases.reader';
import { UrgentCasesService } from './urgent-cases.service';
import { UrgentEntriesController } from './urgent-entries.controller';

/** 緊急対応: the timed checklist of a call in which a life is in danger. */
@Module({
  imports: [ConsultationsModule],
  controllers: [UrgentCasesController, UrgentEntriesController],
  providers: [UrgentCasesReader, UrgentCasesService],
})
export class UrgencyModule {}
