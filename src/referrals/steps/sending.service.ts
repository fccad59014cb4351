import { Injectable } from '@nestjs/common';
import { DomainError } from '../../shared/domain-error';
import type { Tx } from '../../platform/database/sql';
import { DirectoryServicesReader } from '../../directory/directory-services.reader';
import { DirectorySurroundingsReader } from '../../directory/directory-surroundings.reader';
import type { DirectoryService } from '../../directory/domain/service-content';
import { ConsentsReader } from '../consents/consents.reader';
import { deadline } from '../domain/deadline';
import { type Consent, type SendingBasis, sendingBasis } from '../domain/sending-basis';
import { isAskedForAnswer } from '../domain/waiting';
import { OverridesReader } from '../overrides/overrides.reader';
import type { Referral } from '../referral.entity';
import type { ReferralRow } from '../referrals.reader';

type Sending = Pick<Referral, 'receiverName' | 'receiverPhone' | 'serviceVersion' | 'sentAt' | 'respondBy'>;

/** What has to hold, and what is fixed, at the moment of sending. */
@Injectable()
export class SendingService {
  constructor(
    private readonly consents: ConsentsReader,
    private readonly overrides: OverridesReader,
    private readonly services: DirectoryServicesReader,
    private readonly surroundings: DirectorySurroundingsReader,
  ) {}

  async send(tx: Tx, now: Date, referral: ReferralRow): Promise<Sending> {
    // Held until the transaction ends, so that nobody sends on what is being taken back.
    const consents = await this.consents.lockToReceiverOf(tx, referral);
    refuseWithoutBasis(await this.judge(tx, referral, consents));
    const service = await this.serviceOf(tx, referral);
    if (service?.status === 'retired')
      throw new DomainError(
        'conflict',
        'service_retired',
        'このつなぎ先は名簿で掲載終了になっています。別のつなぎ先を選んでください。',
      );
    return {
      receiverName: service?.name ?? referral.receiverName,
      receiverPhone: service === null ? referral.receiverPhone : voicePhone(service),
      serviceVersion: service?.version ?? null,
      sentAt: now,
      respondBy: await this.respondBy(tx, now, referral, service),
    };
  }

  /** On what it rests now that it has been sent, or would rest. */
  async basis(tx: Tx, referral: Referral): Promise<SendingBasis> {
    return this.judge(tx, referral, await this.consents.toReceiverOf(tx, referral));
  }

  private async judge(tx: Tx, referral: Referral, consents: readonly Consent[]): Promise<SendingBasis> {
    return sendingBasis({
      method: referral.handoverMethod,
      receiver: { serviceId: referral.serviceId, name: referral.receiverName },
      consents,
      override: await this.overrides.find(tx, referral.id),
    });
  }

  private async serviceOf(tx: Tx, { serviceId }: Referral): Promise<DirectoryService | null> {
    return serviceId === null ? null : this.services.byId(tx, serviceId);
  }

  private async respondBy(
    tx: Tx,
    now: Date,
    { handoverMethod, urgency }: ReferralRow,
    service: DirectoryService | null,
  ): Promise<Date | null> {
    if (!isAskedForAnswer(handoverMethod)) return null;
    const { holidays } = await this.surroundings.load(tx);
    const hours = service !== null && service.schedules.length > 0 ? service : null;
    return deadline(urgency, now, { hours, holidays });
  }
}

function refuseWithoutBasis(basis: SendingBasis): void {
  if (basis.kind !== 'none') return;
  if (basis.lacks === 'second_person')
    throw new DomainError(
      'conflict',
      'second_person_missing',
      '同意なしで送る根拠に、もう一人の確認がありません。',
    );
  throw new DomainError(
    'conflict',
    'consent_missing',
    'このつなぎ先への本人の同意がありません。同意を記録するか、同意なしで送る法令上の根拠を記録してください。',
  );
}

function voicePhone({ phones }: DirectoryService): string | null {
  return phones.find(({ kind }) => kind === 'voice')?.number ?? null;
}
