import { Instant, OneOf, Text } from '../../platform/validation/fields';
import {
  DECLINE_REASON_CODES,
  type DeclineReason,
  REFERRAL_OUTCOMES,
  type ReferralOutcome,
  WITHDRAWAL_REASON_CODES,
  type WithdrawalReason,
} from '../domain/outcomes';

export class ReferralStep {
  @Text({ max: 10_000, optional: true, lines: true }) readonly note?: string;
}

export class ReferralRefusal extends ReferralStep {
  @OneOf(DECLINE_REASON_CODES, {
    description: '余裕がない／地域の外／要件に合わない／担当が違う／時間の外／本人と連絡が取れない／その他',
  })
  readonly reason: DeclineReason;
}

export class ReferralAppointment extends ReferralStep {
  @Instant({ description: '面談などの日時' }) readonly at: Date;
}

export class ReferralWithdrawal extends ReferralStep {
  @OneOf(WITHDRAWAL_REASON_CODES, { description: '同意の取消し／誤送信／必要がなくなった' })
  readonly reason: WithdrawalReason;
}

export class ReferralClosure extends ReferralStep {
  @OneOf(REFERRAL_OUTCOMES, { optional: true, description: '必須。ない場合は 422' })
  readonly outcome?: ReferralOutcome;
}
