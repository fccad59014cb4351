import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '../../platform/http/page';
import { Flag, OneOf, Text, Uuid } from '../../platform/validation/fields';
import {
  LEGAL_GROUND_CODES,
  type LegalGroundCode,
  REVIEW_RESULTS,
  type ReviewResult,
} from '../domain/legal-grounds';

/** Sending without consent: on what ground, and why consent cannot be had. */
export class NewOverride {
  @OneOf(LEGAL_GROUND_CODES, { description: '法令上の根拠（GET /referral-legal-grounds）' })
  readonly ground: LegalGroundCode;
  @Text({ max: 10_000, lines: true, description: '同意を得られない事情と必要性' }) readonly reason: string;
  @Flag({ optional: true, description: '氏名・連絡先・住所も伝える。省略時は伝えない' })
  readonly coversIdentity?: boolean;
}

export class OverrideReview {
  @OneOf(REVIEW_RESULTS, { description: '妥当／妥当でない／対応が必要' }) readonly result: ReviewResult;
  @Text({ max: 10_000, lines: true, description: '検証の内容' }) readonly note: string;
}

export class OverrideQuery extends PageQuery {
  @OneOf(['unconfirmed', 'unreviewed', 'reviewed'], {
    optional: true,
    description: '確認待ち／事後検証待ち／検証済み',
  })
  readonly state?: 'unconfirmed' | 'unreviewed' | 'reviewed';
  @Uuid({ optional: true }) readonly periodId?: string;
}

/** Codes, people and times; the words are in `OverrideView`. */
export class OverrideRowView {
  @ApiProperty({ format: 'uuid' }) readonly referralId: string;
  @ApiProperty({ enum: LEGAL_GROUND_CODES }) readonly ground: LegalGroundCode;
  @ApiProperty() readonly coversIdentity: boolean;
  @ApiProperty({ format: 'uuid' }) readonly requestedBy: string;
  @ApiProperty({ format: 'date-time' }) readonly requestedAt: string;
  @ApiProperty({ format: 'uuid', nullable: true, type: String }) readonly confirmedBy: string | null;
  @ApiProperty({ format: 'date-time', nullable: true, type: String }) readonly confirmedAt: string | null;
  @ApiProperty({ format: 'date-time', nullable: true, type: String, description: '事後検証の期限' })
  readonly reviewDue: string | null;
  @ApiProperty({ format: 'uuid', nullable: true, type: String }) readonly reviewedBy: string | null;
  @ApiProperty({ format: 'date-time', nullable: true, type: String }) readonly reviewedAt: string | null;
  @ApiProperty({ enum: REVIEW_RESULTS, nullable: true }) readonly reviewResult: ReviewResult | null;
}

export class OverrideView extends OverrideRowView {
  @ApiProperty() readonly reason: string;
  @ApiProperty({ nullable: true, type: String }) readonly review: string | null;
}

export class LegalGroundView {
  @ApiProperty({ enum: LEGAL_GROUND_CODES }) readonly code: LegalGroundCode;
  @ApiProperty() readonly label: string;
  @ApiProperty({ description: '根拠条項' }) readonly source: string;
}
