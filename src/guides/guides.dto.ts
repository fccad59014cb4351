import { ApiProperty } from '@nestjs/swagger';
import { formatTokyo } from '../shared/tokyo-time';
import { PageQuery } from '../platform/http/page';
import { OneOf, Text, Uuid } from '../platform/validation/fields';
import { AUDIENCE_ROLES, type AudienceRole, GUIDE_KINDS, type GuideKind } from './domain/guide';
import type { GuideRow } from './guides.reader';

const ROLES = Object.keys(AUDIENCE_ROLES);
const KINDS = Object.keys(GUIDE_KINDS);
const KINDS_JA = Object.values(GUIDE_KINDS).join('／');
const FIELD = /^[a-z0-9][a-z0-9_]{0,62}$/;

export class GuideText {
  @Text({ max: 200 }) readonly title: string;
  @Text({ max: 60_000, lines: true, description: '本文。見出し（#）と箇条書き（-）が使えます' })
  readonly body: string;
}

export class NewGuide extends GuideText {
  @Uuid({ optional: true }) readonly id?: string;
  @Text({ max: 63, pattern: /^[a-z0-9][a-z0-9-]{0,62}$/ }) readonly code: string;
  @OneOf(KINDS, { description: KINDS_JA }) readonly kind: GuideKind;
  @Text({ max: 3, pattern: /^[a-z]{2,3}$/, description: 'ISO 639' }) readonly language: string;
  @OneOf(ROLES, { each: true, description: '空は全員' }) readonly roles: readonly AudienceRole[];
  @Text({ max: 63, pattern: FIELD, each: true, description: '空は全分野' })
  readonly fields: readonly string[];
  @Uuid({ each: true, description: '空は全団体' }) readonly organisationIds: readonly string[];
}

export class AudienceInput {
  @OneOf(ROLES, { each: true, description: '空は全員' }) readonly roles: readonly AudienceRole[];
  @Text({ max: 63, pattern: FIELD, each: true, description: '空は全分野' })
  readonly fields: readonly string[];
  @Uuid({ each: true, description: '空は全団体' }) readonly organisationIds: readonly string[];
}

export class GuideQuery extends PageQuery {
  @OneOf(KINDS, { optional: true, description: KINDS_JA }) readonly kind?: GuideKind;
}

export class GuideView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty() readonly code: string;
  @ApiProperty({ enum: KINDS }) readonly kind: GuideKind;
  @ApiProperty() readonly language: string;
  @ApiProperty({ description: '公開している版の題名。公開前は下書きの題名' }) readonly title: string;
  @ApiProperty({ isArray: true, enum: ROLES }) readonly roles: readonly AudienceRole[];
  @ApiProperty({ type: [String] }) readonly fields: readonly string[];
  @ApiProperty({ type: [String], format: 'uuid' }) readonly organisationIds: readonly string[];
  @ApiProperty({ type: Number, nullable: true, description: '公開している最新の版' })
  readonly currentNumber: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'この版以降を読んでいればよい' })
  readonly neededNumber: number | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly withdrawnAt: string | null;
  @ApiProperty() readonly version: number;
}

export function presentGuide(row: GuideRow): GuideView {
  return { ...row, withdrawnAt: row.withdrawnAt && formatTokyo(row.withdrawnAt) };
}
