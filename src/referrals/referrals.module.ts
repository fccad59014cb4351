import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/directory.module';
import { PeriodsModule } from '../periods/periods.module';
import { ConsentsReader } from './consents/consents.reader';
import { ConsentsService } from './consents/consents.service';
import { HandoversController } from './handovers/handovers.controller';
import { HandoversReader } from './handovers/handovers.reader';
import { HandoversService } from './handovers/handovers.service';
import { IdentitiesService } from './needs/identities.service';
import { NeedChainService } from './needs/need-chain.service';
import { NeedChangesController } from './needs/need-changes.controller';
import { NeedsController } from './needs/needs.controller';
import { NeedsService } from './needs/needs.service';
import { NewNeedsService } from './needs/new-needs.service';
import { ReceiverListService } from './needs/receiver-list.service';
import { OverrideListsController } from './overrides/override-lists.controller';
import { OverridesController } from './overrides/overrides.controller';
import { OverridesReader } from './overrides/overrides.reader';
import { OverridesService } from './overrides/overrides.service';
import { PacketsController } from './packets.controller';
import { PacketsService } from './packets.service';
import { ProposalsService } from './proposals.service';
import { ReferralFilesService } from './referral-files.service';
import { ReferralNeedsReader } from './referral-needs.reader';
import { ReferralsController } from './referrals.controller';
import { ReferralsReader } from './referrals.reader';
import { ReferralsService } from './referrals.service';
import { NextReceiverService } from './silence/next-receiver.service';
import { SilenceService } from './silence/silence.service';
import { SilenceWatch } from './silence/silence-watch';
import { ReceiversService } from './steps/receivers.service';
import { ReferralStore } from './steps/referral-store';
import { SendingService } from './steps/sending.service';
import { StepEffects } from './steps/step-effects';
import { StepsController } from './steps/steps.controller';

@Module({
  imports: [DirectoryModule, PeriodsModule],
  controllers: [
    HandoversController,
    NeedChangesController,
    NeedsController,
    OverrideListsController,
    OverridesController,
    PacketsController,
    ReferralsController,
    StepsController,
  ],
  providers: [
    ConsentsReader,
    ConsentsService,
    HandoversReader,
    HandoversService,
    IdentitiesService,
    NeedChainService,
    NeedsService,
    NewNeedsService,
    NextReceiverService,
    OverridesReader,
    OverridesService,
    PacketsService,
    ProposalsService,
    ReceiverListService,
    ReceiversService,
    ReferralFilesService,
    ReferralNeedsReader,
    ReferralStore,
    ReferralsReader,
    ReferralsService,
    SendingService,
    SilenceService,
    SilenceWatch,
    StepEffects,
  ],
  exports: [PacketsService, ReferralNeedsReader, ReferralsReader, ReferralsService],
})
export class ReferralsModule {}
