import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/directory.module';
import { ConsentsReader } from './consents/consents.reader';
import { ConsentsService } from './consents/consents.service';
import { NewNeedsService } from './needs/new-needs.service';
import { OverrideListsController } from './overrides/override-lists.controller';
import { OverridesController } from './overrides/overrides.controller';
import { OverridesReader } from './overrides/overrides.reader';
import { OverridesService } from './overrides/overrides.service';
import { ProposalsService } from './proposals.service';
import { ReferralFilesService } from './referral-files.service';
import { ReferralNeedsReader } from './referral-needs.reader';
import { ReferralsController } from './referrals.controller';
import { ReferralsReader } from './referrals.reader';
import { ReferralsService } from './referrals.service';
import { NextReceiverService } from './silence/next-receiver.service';
import { ReceiversService } from './steps/receivers.service';
import { ReferralStore } from './steps/referral-store';
import { SendingService } from './steps/sending.service';
import { StepEffects } from './steps/step-effects';
import { StepsController } from './steps/steps.controller';

@Module({
  imports: [DirectoryModule],
  controllers: [OverrideListsController, OverridesController, ReferralsController, StepsController],
  providers: [
    ConsentsReader,
    ConsentsService,
    NewNeedsService,
    NextReceiverService,
    OverridesReader,
    OverridesService,
    ProposalsService,
    ReceiversService,
    ReferralFilesService,
    ReferralNeedsReader,
    ReferralStore,
    ReferralsReader,
    ReferralsService,
    SendingService,
    StepEffects,
  ],
  exports: [ReferralNeedsReader, ReferralsReader, ReferralsService],
})
export class ReferralsModule {}
