import { ApiProperty } from '@nestjs/swagger';
import { formatTokyo } from '../../shared/tokyo-time';
import { PageQuery } from '../../platform/http/page';
import { Day, OneOf, Text, Uuid, WholeNumber } from '../../platform/validation/fields';
import { GUIDE_KINDS, type GuideKind } from '../domain/guide';
import type { AskedPersonRow, OrganisationCountRow, OwnGuideRow, ReadingRow } from './guide-readings.reader';

const STATES = ['read', 'unread'] as const;
type State = (typeof STATES)[number];
const WAYS = ['self', 'paper'] as const;
const WAYS_JA = 'self：本人が画面で、paper：紙の署名を団体が登録';
const MAX_NUMBER = 999_999_999;
const PERIOD_JA = '誓約は期ごと。誓約では必須';

export class NewReading {
  @WholeNumber({ min: 1, max: MAX_NUMBER, description: '読んだ版' }) readonly number: number;
  @Text({ max: 64, pattern: /^[0-9a-f]{64}$/, description: '表示していた版の digest' })
  readonly digest: string;
  @Uuid({ optional: true, description: PERIOD_JA }) readonly periodId?: string;
}

export class NewPaperReading {
  @WholeNumber({ min: 1, max: MAX_NUMBER, description: '署名した版' }) readonly number: number;
  @Uuid() readonly personId: string;
  @Uuid({ optional: true, description: PERIOD_JA }) readonly periodId?: string;
  @Day({ description: '署名した日' }) readonly signedOn: string;
  @Text({ max: 500, description: '紙の保管場所など' }) readonly evidence: string;
}

export class ReadingWithdrawal {
  @Text({ max: 500, description: '誤って登録した理由' }) readonly reason: string;
}

export class GuidePeriodQuery extends PageQuery {
  @Uuid({ optional: true, description: PERIOD_JA }) readonly periodId?: string;
}

export class ReadingsQuery extends GuidePeriodQuery {
  @OneOf(STATES, { optional: true }) readonly state?: State;
}

export class OwnGuidesQuery extends PageQuery {
  @OneOf(STATES, { optional: true }) readonly state?: State;
}

export class ReadingView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ format: 'uuid' }) readonly guideId: string;
  @ApiProperty() readonly number: number;
  @ApiProperty({ format: 'uuid' }) readonly personId: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) readonly periodId: string | null;
  @ApiProperty({ description: '署名した本文の SHA-256' }) readonly digest: string;
  @ApiProperty({ enum: WAYS, description: WAYS_JA }) readonly way: 'self' | 'paper';
  @ApiProperty({ type: String, format: 'date', nullable: true }) readonly signedOn: string | null;
  @ApiProperty({ format: 'date-time' }) readonly recordedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: '誤りとして取り消した日時' })
  readonly withdrawnAt: string | null;
}

class AskedView {
  @ApiProperty({ description: 'この版以降を読んでいればよい' }) readonly neededNumber: number;
  @ApiProperty({ format: 'date-time', description: 'この日時以後に始まる勤務から必要' })
  readonly requiredFrom: string;
  @ApiProperty({ type: Number, nullable: true, description: '読んだ最新の版' }) readonly readNumber:
    number | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly readAt: string | null;
  @ApiProperty({ enum: WAYS, nullable: true, description: WAYS_JA }) readonly way: 'self' | 'paper' | null;
  @ApiProperty({ description: 'まだ読んでいない（誓約していない）' }) readonly isUnread: boolean;
}

export class AskedPersonView extends AskedView {
  @ApiProperty({ format: 'uuid' }) readonly personId: string;
  @ApiProperty() readonly familyName: string;
  @ApiProperty() readonly givenName: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) readonly readingId: string | null;
}

export class OwnGuideView extends AskedView {
  @ApiProperty({ format: 'uuid' }) readonly guideId: string;
  @ApiProperty() readonly code: string;
  @ApiProperty({ enum: Object.keys(GUIDE_KINDS) }) readonly kind: GuideKind;
  @ApiProperty() readonly title: string;
  @ApiProperty({ description: '公開している最新の版' }) readonly currentNumber: number;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: '誓約の期' })
  readonly periodId: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly periodLabel: string | null;
}

export class ReadingCountView {
  @ApiProperty({ format: 'uuid' }) readonly organisationId: string;
  @ApiProperty() readonly organisationName: string;
  @ApiProperty({ description: '対象の人数' }) readonly asked: number;
  @ApiProperty({ description: 'まだ読んでいない人数' }) readonly unread: number;
}

export function presentReading(row: ReadingRow): ReadingView {
  return {
    ...row,
    recordedAt: formatTokyo(row.recordedAt),
    withdrawnAt: row.withdrawnAt && formatTokyo(row.withdrawnAt),
  };
}

export function presentAskedPerson(row: AskedPersonRow): AskedPersonView {
  return { ...row, ...instants(row) };
}

export function presentOwnGuide(row: OwnGuideRow): OwnGuideView {
  return { ...row, ...instants(row) };
}

export function presentCount(row: OrganisationCountRow): ReadingCountView {
  const { organisationId, organisationName, asked, unread } = row;
  return { organisationId, organisationName, asked, unread };
}

function instants({ requiredFrom, readAt }: { readonly requiredFrom: Date; readonly readAt: Date | null }) {
  return { requiredFrom: formatTokyo(requiredFrom), readAt: readAt && formatTokyo(readAt) };
}
