import { Module } from '@nestjs/common';
import { ReferralStepsController } from './referral-steps.controller';
import { ReferralsController } from './referrals.controller';
import { ReferralsReader } from './referrals.reader';
import { ReferralsService } from './referrals.service';

@Module({
  controllers: [ReferralsController, ReferralStepsController],
  providers: [ReferralsService, ReferralsReader],
})
export class ReferralsModule {}
