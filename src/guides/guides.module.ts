import { Module } from '@nestjs/common';
import { PeriodsModule } from '../periods/periods.module';
import { GuidesController } from './guides.controller';
import { GuidesReader } from './guides.reader';
import { GuidesService } from './guides.service';
import { GuideAudienceReader } from './readings/guide-audience.reader';
import { GuideReadingsController } from './readings/guide-readings.controller';
import { GuideReadingsReader } from './readings/guide-readings.reader';
import { GuideReadingsService } from './readings/guide-readings.service';
import { OwnGuidesController } from './readings/own-guides.controller';
import { PaperReadingsController } from './readings/paper-readings.controller';
import { UnreadGuidesReader } from './unread-guides.reader';
import { GuidePrintsController } from './versions/guide-prints.controller';
import { GuideVersionsController } from './versions/guide-versions.controller';
import { GuideVersionsService } from './versions/guide-versions.service';

/** What everybody answers by: basic policy, manuals, scripts and the pledge, each in versions, and who has read them. */
@Module({
  imports: [PeriodsModule],
  controllers: [
    GuidesController,
    GuideVersionsController,
    GuidePrintsController,
    GuideReadingsController,
    PaperReadingsController,
    OwnGuidesController,
  ],
  providers: [
    GuidesReader,
    GuidesService,
    GuideAudienceReader,
    GuideReadingsReader,
    GuideReadingsService,
    GuideVersionsService,
    UnreadGuidesReader,
  ],
  exports: [UnreadGuidesReader],
})
export class GuidesModule {}
