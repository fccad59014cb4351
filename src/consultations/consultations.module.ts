import { Module } from '@nestjs/common';
import { FormsModule } from '../forms/forms.module';
import { PeriodsModule } from '../periods/periods.module';
import { AmendConsultationService } from './amend-consultation.service';
import { AmendmentsController } from './amendments.controller';
import { CallClaims } from './calls/call-claims';
import { CallLinkStore } from './calls/call-link-store';
import { CallLinksController } from './calls/call-links.controller';
import { CallLinksService } from './calls/call-links.service';
import { CallersController } from './callers/callers.controller';
import { CallersReader } from './callers/callers.reader';
import { ConflictStore } from './conflicts/conflict-store';
import { ConflictsController } from './conflicts/conflicts.controller';
import { RefusalKeeper } from './conflicts/refusal-keeper';
import { ConsultationListsController } from './consultation-lists.controller';
import { ConsultationsController } from './consultations.controller';
import { ConsultationsReader } from './consultations.reader';
import { ConsultationsService } from './consultations.service';
import { ContactLinksReader } from './contact-links.reader';
import { DraftHistory } from './drafts/draft-history';
import { DraftStore } from './drafts/draft-store';
import { DraftVersionsController } from './drafts/draft-versions.controller';
import { DraftsController } from './drafts/drafts.controller';
import { DraftsService } from './drafts/drafts.service';
import { SettingAsideController } from './drafts/setting-aside.controller';
import { SettingAsideService } from './drafts/setting-aside.service';
import { SettingAsideStore } from './drafts/setting-aside-store';
import { SubmissionService } from './drafts/submission.service';
import { ConsultationExportHandler } from './exports/consultation-export.handler';
import { ConsultationExportsController } from './exports/consultation-exports.controller';
import { ConsultationExportsService } from './exports/consultation-exports.service';
import { ExportReader } from './exports/export.reader';
import { ConsultationImportHandler } from './imports/consultation-import.handler';
import { OriginalsReader } from './imports/originals.reader';
import { ConsultationImportsController } from './imports/consultation-imports.controller';
import { ImportLookupsReader } from './imports/import-lookups.reader';
import { NarrativesReader } from './narratives.reader';
import { PersonalDataController } from './personal-data.controller';
import { CallMatchingHandler } from './reconciliation/call-matching.handler';
import { CallMatchingsController } from './reconciliation/call-matchings.controller';
import { FreeEndsReader } from './reconciliation/free-ends.reader';
import { ReconciliationController } from './reconciliation/reconciliation.controller';
import { ReconciliationReader } from './reconciliation/reconciliation.reader';
import { ReviewStore } from './reviews/review-store';
import { ReviewsController } from './reviews/reviews.controller';
import { ReviewsService } from './reviews/reviews.service';
import { RevisionsController } from './revisions.controller';
import { RevisionsReader } from './revisions.reader';
import { SheetFiling } from './sheet-filing';
import { SheetIntake } from './sheet-intake';
import { SheetStore } from './sheet-store';
import { SheetFramesController } from './frames/sheet-frames.controller';
import { SheetFramesReader } from './frames/sheet-frames.reader';

@Module({
  imports: [FormsModule, PeriodsModule],
  controllers: [
    ConsultationsController,
    ConsultationListsController,
    AmendmentsController,
    CallersController,
    CallLinksController,
    ReconciliationController,
    CallMatchingsController,
    DraftsController,
    DraftVersionsController,
    SettingAsideController,
    SheetFramesController,
    ConflictsController,
    ReviewsController,
    RevisionsController,
    PersonalDataController,
    ConsultationImportsController,
    ConsultationExportsController,
  ],
  providers: [
    ConsultationsService,
    AmendConsultationService,
    ConsultationsReader,
    RevisionsReader,
    ContactLinksReader,
    SheetIntake,
    SheetFiling,
    RefusalKeeper,
    ConflictStore,
    CallersReader,
    CallClaims,
    CallLinkStore,
    CallLinksService,
    ReconciliationReader,
    FreeEndsReader,
    CallMatchingHandler,
    DraftsService,
    DraftStore,
    DraftHistory,
    SettingAsideService,
    SettingAsideStore,
    SheetFramesReader,
    SubmissionService,
    ReviewsService,
    ReviewStore,
    SheetStore,
    ImportLookupsReader,
    NarrativesReader,
    OriginalsReader,
    ConsultationImportHandler,
    ConsultationExportHandler,
    ConsultationExportsService,
    ExportReader,
  ],
  exports: [ConsultationsReader],
})
export class ConsultationsModule {}
