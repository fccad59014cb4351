import { Module } from '@nestjs/common';
import { FormsModule } from '../forms/forms.module';
import { PeriodsModule } from '../periods/periods.module';
import { AmendConsultationService } from './amend-consultation.service';
import { ConsultationsController } from './consultations.controller';
import { ConsultationsReader } from './consultations.reader';
import { ConsultationsService } from './consultations.service';
import { ContactLinksReader } from './contact-links.reader';
import { ConsultationImportHandler } from './imports/consultation-import.handler';
import { ConsultationImportsController } from './imports/consultation-imports.controller';
import { ImportLookupsReader } from './imports/import-lookups.reader';
import { RevisionsController } from './revisions.controller';
import { RevisionsReader } from './revisions.reader';
import { SheetIntake } from './sheet-intake';
import { SheetStore } from './sheet-store';

@Module({
  imports: [FormsModule, PeriodsModule],
  controllers: [ConsultationsController, RevisionsController, ConsultationImportsController],
  providers: [
    ConsultationsService,
    AmendConsultationService,
    ConsultationsReader,
    RevisionsReader,
    ContactLinksReader,
    SheetIntake,
    SheetStore,
    ImportLookupsReader,
    ConsultationImportHandler,
  ],
  exports: [ConsultationsReader],
})
export class ConsultationsModule {}
