import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { DomainError, type FieldFault } from '../../shared/domain-error';
import type { Tx } from '../../platform/database/sql';
import type { NewConsent } from '../consents/consents.dto';
import { ConsentsService } from '../consents/consents.service';
import {
  checkOutcome,
  type DeclineReason,
  type ReferralOutcome,
  type WithdrawalReason,
} from '../domain/outcomes';
import type { ReferralMove } from '../domain/referral-moves';
import type { Referral } from '../referral.entity';
import type { ReferralRow } from '../referrals.reader';
import { SendingService } from './sending.service';

/** One step of one referral, based on the version its maker saw. */
export interface Step {
  readonly id: string;
  readonly version: number;
  readonly move: ReferralMove;
  readonly note?: string | undefined;
  readonly consent?: NewConsent | undefined;
  readonly declineReason?: DeclineReason | undefined;
  readonly appointmentAt?: Date | undefined;
  readonly withdrawalReason?: WithdrawalReason | undefined;
  readonly outcome?: ReferralOutcome | undefined;
}

type Change = Partial<Referral>;

/** What a move needs and leaves behind besides the new status. */
@Injectable()
export class StepEffects {
  constructor(
    private readonly consents: ConsentsService,
    private readonly sending: SendingService,
  ) {}

  async of(tx: Tx, actor: Actor, now: Date, referral: ReferralRow, step: Step): Promise<Change> {
    switch (step.move) {
      case 'consent':
        await this.consents.note(tx, actor, now, referral, wanted(step.consent, '/purposes'));
        return {};
      case 'dispatch':
        return this.sending.send(tx, now, referral);
      case 'refusal':
        return { declineReason: wanted(step.declineReason, '/reason') };
      case 'appointment':
        return { appointmentAt: wanted(step.appointmentAt, '/at') };
      case 'withdrawal':
        return this.withdraw(tx, actor, now, referral, step.withdrawalReason);
      case 'closure':
        refuseFaults(checkOutcome(referral.status, step.outcome));
        return { outcome: wanted(step.outcome, '/outcome') };
      default:
        return {};
    }
  }

  private async withdraw(
    tx: Tx,
    actor: Actor,
    now: Date,
    referral: ReferralRow,
    reason: WithdrawalReason | undefined,
  ): Promise<Change> {
    const withdrawalReason = wanted(reason, '/reason');
    if (withdrawalReason === 'consent_withdrawn') await this.consents.withdraw(tx, actor, now, referral);
    return { withdrawalReason };
  }
}

function wanted<T>(value: T | undefined, pointer: string): T {
  if (value !== undefined) return value;
  throw new DomainError('invalid', 'validation', '入力内容に誤りがあります。', [
    { pointer, code: 'required', message: '必須の項目です。' },
  ]);
}

function refuseFaults(faults: readonly FieldFault[]): void {
  if (faults.length > 0) throw new DomainError('invalid', 'validation', '入力内容に誤りがあります。', faults);
}
