import { Injectable } from '@nestjs/common';
import { DomainError, invalid } from '../../shared/domain-error';
import type { Tx } from '../../platform/database/sql';
import { DirectoryServicesReader } from '../../directory/directory-services.reader';
import { type ReceiverKind, receiverKindOf } from '../domain/receiver-kinds';
import type { Referral } from '../referral.entity';

/** An entry of the directory, or a name and a kind that are in none. */
export interface WantedReceiver {
  readonly serviceId?: string | undefined;
  readonly receiverName?: string | undefined;
  readonly receiverKind?: ReceiverKind | undefined;
  readonly receiverPhone?: string | undefined;
}

type Receiver = Pick<
  Referral,
  'serviceId' | 'serviceVersion' | 'receiverName' | 'receiverKind' | 'receiverPhone'
>;

@Injectable()
export class ReceiversService {
  constructor(private readonly services: DirectoryServicesReader) {}

  async resolve(tx: Tx, wanted: WantedReceiver): Promise<Receiver> {
    if (wanted.serviceId === undefined) return unlisted(wanted);
    const { receiverName, receiverKind, receiverPhone } = wanted;
    if ([receiverName, receiverKind, receiverPhone].some((value) => value !== undefined))
      throw invalid(
        '/serviceId',
        'either',
        '名簿の窓口か、名簿にないつなぎ先の名称のどちらか一方にしてください。',
      );
    const [service] = await this.services.byIds(tx, [wanted.serviceId]);
    if (!service) throw invalid('/serviceId', 'unknown', 'つなぎ先が見つかりません。');
    if (service.status === 'retired')
      throw new DomainError('conflict', 'service_retired', 'このつなぎ先は名簿で掲載終了になっています。');
    return {
      serviceId: service.id,
      serviceVersion: null,
      receiverName: service.name,
      receiverKind: receiverKindOf(service.bodyKind),
      receiverPhone: null,
    };
  }
}

function unlisted({ receiverName, receiverKind, receiverPhone }: WantedReceiver): Receiver {
  const message = '名簿の窓口を選ぶか、つなぎ先の名称と種別を入力してください。';
  if (receiverName === undefined) throw invalid('/receiverName', 'required', message);
  if (receiverKind === undefined) throw invalid('/receiverKind', 'required', message);
  return {
    serviceId: null,
    serviceVersion: null,
    receiverName,
    receiverKind,
    receiverPhone: receiverPhone ?? null,
  };
}
