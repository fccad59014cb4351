import { ApiProperty } from '@nestjs/swagger';
import { formatTokyo } from '../../shared/tokyo-time';
import { Instant, OneOf, Text } from '../../platform/validation/fields';
import { type Change, CHANGES } from '../domain/guide';
import type { GuideVersionRow } from '../guides.reader';

const CHANGE_CODES = Object.keys(CHANGES);
const CHANGES_JA = 'major：全員が改めて読む、minor：字句の修正';

export class NewGuidePublication {
  @OneOf(CHANGE_CODES, { description: CHANGES_JA }) readonly change: Change;
  @Instant({ optional: true, description: 'この日時以後に始まる勤務から必要。省略時は公開の時から' })
  readonly requiredFrom?: Date;
}

export class ComparisonQuery {
  @Text({ max: 9, pattern: /^[1-9]\d{0,8}$/, description: '比べる版の番号' }) readonly with: string;
}

export class GuideVersionSummary {
  @ApiProperty({ format: 'uuid' }) readonly guideId: string;
  @ApiProperty() readonly number: number;
  @ApiProperty() readonly title: string;
  @ApiProperty({ enum: CHANGE_CODES, nullable: true, description: CHANGES_JA })
  readonly change: Change | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly requiredFrom: string | null;
  @ApiProperty({ type: String, nullable: true, description: '公開した本文の SHA-256' })
  readonly digest: string | null;
  @ApiProperty({ format: 'date-time' }) readonly createdAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly publishedAt: string | null;
  @ApiProperty({ description: '下書きの変更の数' }) readonly revision: number;
}

export class GuideVersionView extends GuideVersionSummary {
  @ApiProperty() readonly body: string;
}

export class GuideComparisonView {
  @ApiProperty({ type: GuideVersionView, description: '番号の小さい方' }) readonly before: GuideVersionView;
  @ApiProperty({ type: GuideVersionView }) readonly after: GuideVersionView;
}

export function presentGuideVersion(row: GuideVersionRow): GuideVersionView {
  return { ...summaryOf(row), body: row.body };
}

export function summariseVersion(row: GuideVersionRow): GuideVersionSummary {
  return summaryOf(row);
}

function summaryOf({ guideId, number, title, change, digest, revision, ...at }: GuideVersionRow) {
  return {
    guideId,
    number,
    title,
    change,
    requiredFrom: at.requiredFrom && formatTokyo(at.requiredFrom),
    digest,
    createdAt: formatTokyo(at.createdAt),
    publishedAt: at.publishedAt && formatTokyo(at.publishedAt),
    revision,
  };
}
