import { ApiProperty } from '@nestjs/swagger';
import { Flag, Instant, OneOf, Text } from '../../platform/validation/fields';
import {
  CONSENT_GIVERS,
  CONSENT_METHOD_CODES,
  CONSENT_PURPOSE_CODES,
  type ConsentGiver,
  type ConsentMethod,
  type ConsentPurpose,
} from '../domain/sending-basis';

const OPTIONAL = { optional: true } as const;

/** What the person said yes to: this receiver, these purposes. */
export class NewConsent {
  @OneOf(CONSENT_PURPOSE_CODES, {
    each: true,
    description: '目的：支援のための情報提供／同行支援／経過の連絡／協議会での共有',
  })
  readonly purposes: readonly ConsentPurpose[];
  @OneOf(CONSENT_METHOD_CODES, { description: '方法：電話で口頭／対面で口頭／チャット／メール／書面' })
  readonly method: ConsentMethod;
  @OneOf(CONSENT_GIVERS, { ...OPTIONAL, description: '本人（省略時）／家族／後見人等' })
  readonly givenBy?: ConsentGiver;
  @Flag({ ...OPTIONAL, description: '氏名・連絡先・住所を伝えることも含む。省略時は含まない' })
  readonly coversIdentity?: boolean;
  @Instant({ ...OPTIONAL, description: '同意した時刻。省略時は今' }) readonly givenAt?: Date;
  @Text({ max: 10_000, ...OPTIONAL, lines: true }) readonly note?: string;
}

export class ConsentView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ format: 'uuid', nullable: true, type: String }) readonly serviceId: string | null;
  @ApiProperty() readonly receiverName: string;
  @ApiProperty({ enum: CONSENT_PURPOSE_CODES }) readonly purpose: ConsentPurpose;
  @ApiProperty() readonly coversIdentity: boolean;
  @ApiProperty({ enum: CONSENT_METHOD_CODES }) readonly method: ConsentMethod;
  @ApiProperty({ enum: CONSENT_GIVERS }) readonly givenBy: ConsentGiver;
  @ApiProperty({ format: 'date-time' }) readonly givenAt: string;
  @ApiProperty({ format: 'uuid', nullable: true, type: String }) readonly notedBy: string | null;
  @ApiProperty({ format: 'date-time' }) readonly notedAt: string;
  @ApiProperty({ format: 'date-time', nullable: true, type: String }) readonly withdrawnAt: string | null;
  @ApiProperty({ format: 'uuid', nullable: true, type: String }) readonly withdrawalNotedBy: string | null;
}
