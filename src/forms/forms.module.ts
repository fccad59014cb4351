import { Module } from '@nestjs/common';
import { FormDraftsService } from './form-drafts.service';
import { FormMappingController } from './form-mapping.controller';
import { FormMappingsReader } from './form-mappings.reader';
import { FormPublicationController } from './form-publication.controller';
import { FormPublicationService } from './form-publication.service';
import { FormReviewController } from './form-review.controller';
import { FormVersionsController } from './form-versions.controller';
import { FormsController } from './forms.controller';
import { FormsReader } from './forms.reader';
import { FormsService } from './forms.service';

@Module({
  controllers: [
    FormsController,
    FormVersionsController,
    FormPublicationController,
    FormReviewController,
    FormMappingController,
  ],
  providers: [FormsService, FormDraftsService, FormPublicationService, FormsReader, FormMappingsReader],
  exports: [FormsReader, FormMappingsReader],
})
export class FormsModule {}
