import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../shared/actor';
import { DomainError, invalid } from '../shared/domain-error';
import type { Tx } from '../platform/database/sql';
import type { HandoverMethod } from './domain/referral-moves';
import { type NewNeed, NewNeedsService } from './needs/new-needs.service';
import { newReferral } from './steps/new-referral';
import { ReceiversService, type WantedReceiver } from './steps/receivers.service';
import { ReferralStore } from './steps/referral-store';
import type { ReferralRow } from './referrals.reader';
import { sheetFor } from './sheet-of-referral';

export interface Proposal extends WantedReceiver, NewNeed {
  readonly id?: string;
  readonly consultationId: string;
  readonly handoverMethod: HandoverMethod;
  readonly note?: string;
}

/** A further attempt for a need, or the first, which opens it. */
@Injectable()
export class ProposalsService {
  constructor(
    private readonly needs: NewNeedsService,
    private readonly receivers: ReceiversService,
    private readonly store: ReferralStore,
  ) {}

  async propose(tx: Tx, actor: Actor, now: Date, input: Proposal): Promise<ReferralRow> {
    const sheet = await sheetFor(tx, actor, input.consultationId);
    if (!sheet) throw invalid('/consultationId', 'unknown', '相談記録票が見つかりません。');
    if (sheet.status === 'voided')
      throw new DomainError('conflict', 'consultation_voided', '無効にした相談記録票からはつなげません。');
    const receiver = await this.receivers.resolve(tx, input);
    const need = await this.needs.openFor(tx, actor, now, sheet, input);
    const { handoverMethod } = input;
    const referral = newReferral(need, { ...receiver, handoverMethod }, input.id ?? uuidv7(), now);
    await this.store.add(tx, actor, referral, input.note);
    return referral;
  }
}
