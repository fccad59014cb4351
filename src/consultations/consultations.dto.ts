import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '../platform/http/page';
import { FreeObject, Instant, OneOf, Text, Uuid, WholeNumber } from '../platform/validation/fields';
import { CHANNELS, type Channel } from '../periods/period.entity';
import type { Answers } from '../forms/domain/form-definition';
import { REFUSED_KINDS } from './conflicts/conflict-store';
import { REVIEW_STATES } from './consultations.reader';
import { CONSULTATION_STATUSES, type ConsultationStatus } from './domain/consultation-status';

const A_DAY = 86_400;
const ANSWERS = '項目コードと回答の組。様式は受付開始日時に有効な版（GET /forms/{id}/versions）';

export class NewConsultation {
  @Uuid({ optional: true, description: '端末で作るID（UUIDv7）。同じIDで送り直しても票は1つ' })
  readonly id?: string;
  @Uuid() readonly periodId: string;
  @Uuid({ optional: true, description: '省略時は自分の団体' }) readonly organisationId?: string;
  @OneOf(CHANNELS) readonly channel: Channel;
  @Instant() readonly startedAt: Date;
  @Instant({ optional: true, nullable: true, description: '不明なら null' }) readonly endedAt?: Date | null;
  @WholeNumber({ min: 0, max: A_DAY, optional: true, nullable: true }) readonly talkSeconds?: number | null;
  @Uuid({ optional: true, nullable: true, description: '呼の記録がなければ null' })
  readonly contactId?: string | null;
  @FreeObject({ description: ANSWERS }) readonly answers: Answers;
}

const NO_TALK = ['silent', 'wrong', 'prank', 'dropped'] as const;

/** A call in which nobody was helped needs no more than this. */
export class MinimalConsultation {
  @Uuid({ optional: true, description: '端末で作るID（UUIDv7）。同じIDで送り直しても票は1つ' })
  readonly id?: string;
  @Uuid() readonly periodId: string;
  @OneOf(CHANNELS) readonly channel: Channel;
  @Instant() readonly startedAt: Date;
  @Instant({ optional: true, nullable: true }) readonly endedAt?: Date | null;
  @OneOf(NO_TALK) readonly contactResult: (typeof NO_TALK)[number];
  @Uuid({ optional: true, nullable: true }) readonly contactId?: string | null;
}

export class NewAmendment {
  @Text({ max: 500, lines: true, description: '訂正の理由' }) readonly reason: string;
  @OneOf(CHANNELS, { optional: true, description: '以下、省略した項目は変えない' })
  readonly channel?: Channel;
  @Instant({ optional: true }) readonly startedAt?: Date;
  @Instant({ optional: true, nullable: true }) readonly endedAt?: Date | null;
  @WholeNumber({ min: 0, max: A_DAY, optional: true, nullable: true }) readonly talkSeconds?: number | null;
  @Uuid({ optional: true, nullable: true }) readonly contactId?: string | null;
  @FreeObject({ description: '回答の全体' }) readonly answers: Answers;
}

export class ConsultationsQuery extends PageQuery {
  @Uuid({ optional: true }) readonly periodId?: string;
  @OneOf(CONSULTATION_STATUSES, { optional: true, description: 'draft は自分の書きかけの一覧' })
  readonly status?: ConsultationStatus;
  @Instant({ optional: true, description: '受付開始日時がこの瞬間以後' }) readonly from?: Date;
  @Instant({ optional: true, description: '受付開始日時がこの瞬間より前' }) readonly until?: Date;
  @Text({ max: 9, pattern: /^[1-9]\d*$/, optional: true, description: '記録番号' })
  readonly recordNo?: string;
  @Uuid({ optional: true }) readonly counsellorId?: string;
  @Text({ max: 64, optional: true, description: '主たる相談分野のコード' }) readonly mainField?: string;
  @Text({ max: 64, optional: true, description: '選ばれた相談分野のコード（主たるものでなくてもよい）' })
  readonly field?: string;
  @Text({ max: 64, optional: true }) readonly suicideRisk?: string;
  @Text({ max: 64, optional: true }) readonly urgency?: string;
  @Uuid({ optional: true }) readonly contactId?: string;
  @Uuid({ optional: true, description: 'この呼と同じ発信者の票。同じ期と自分の団体の中だけ' })
  readonly callerOf?: string;
  @OneOf(REVIEW_STATES, { optional: true }) readonly review?: (typeof REVIEW_STATES)[number];
}

/** What a list shows: codes and times, never words. */
export class ConsultationSummary {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ description: '期と団体の中での番号' }) readonly recordNo: number;
  @ApiProperty({ format: 'uuid' }) readonly periodId: string;
  @ApiProperty({ format: 'uuid' }) readonly organisationId: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) readonly counsellorId: string | null;
  @ApiProperty({ enum: CHANNELS }) readonly channel: Channel;
  @ApiProperty({ enum: ['call', 'manual', 'import'] }) readonly origin: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) readonly contactId: string | null;
  @ApiProperty({ format: 'date-time' }) readonly startedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly endedAt: string | null;
  @ApiProperty({ type: Number, nullable: true }) readonly talkSeconds: number | null;
  @ApiProperty({ enum: CONSULTATION_STATUSES }) readonly status: ConsultationStatus;
  @ApiProperty() readonly revision: number;
  @ApiProperty({ description: 'ETag と同じ版。訂正のほか、確認や取消しでも増える' }) readonly version: number;
  @ApiProperty({ enum: REVIEW_STATES, description: '今の版の確認の状態' }) readonly review: string;
  @ApiProperty() readonly contactResult: string;
  @ApiProperty({ type: String, nullable: true }) readonly mainField: string | null;
  @ApiProperty() readonly suicideRisk: string;
  @ApiProperty() readonly urgency: string;
}

export class FormVersionName {
  @ApiProperty({ format: 'uuid' }) readonly formId: string;
  @ApiProperty() readonly number: number;
}

export class ConsultationView extends ConsultationSummary {
  @ApiProperty({ type: FormVersionName }) readonly formVersion: FormVersionName;
  @ApiProperty({ type: 'object', additionalProperties: true, description: '自由記述を含む回答の全体' })
  readonly answers: Answers;
  @ApiProperty({ format: 'date-time' }) readonly createdAt: string;
  @ApiProperty({ format: 'date-time' }) readonly updatedAt: string;
}

export class ConflictView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ enum: REFUSED_KINDS, description: '何として送られたか' }) readonly kind: string;
  @ApiProperty({ description: '受け付けなかった理由のコード' }) readonly reason: string;
  @ApiProperty({ type: Number, nullable: true, description: '元にした版' }) readonly basedOn: number | null;
  @ApiProperty({ format: 'uuid' }) readonly accountId: string;
  @ApiProperty({ format: 'date-time' }) readonly createdAt: string;
  @ApiProperty({ type: 'object', additionalProperties: true, description: '送られたままの内容' })
  readonly content: unknown;
}

export class RevisionSummary {
  @ApiProperty() readonly revision: number;
  @ApiProperty({ description: '訂正の理由。最初の版では空' }) readonly reason: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) readonly writtenBy: string | null;
  @ApiProperty({ format: 'date-time' }) readonly writtenAt: string;
}

export class RevisionQuery {
  @Text({ max: 9, pattern: /^[1-9]\d*$/, optional: true, description: '比べる版。省略時は一つ前の版' })
  readonly against?: string;
}

export class RevisionChangeView {
  @ApiProperty({ description: '票の中の場所（RFC 6901）' }) readonly pointer: string;
  @ApiProperty({ enum: ['added', 'removed', 'changed'] }) readonly kind: string;
  @ApiProperty({ type: Object, required: false }) readonly before?: unknown;
  @ApiProperty({ type: Object, required: false }) readonly after?: unknown;
}

export class RevisionDiffView {
  @ApiProperty() readonly revision: number;
  @ApiProperty({ description: '比べた版' }) readonly against: number;
  @ApiProperty({ type: [RevisionChangeView] }) readonly changes: readonly RevisionChangeView[];
}

export class RevisionView extends RevisionSummary {
  @ApiProperty({ type: FormVersionName }) readonly formVersion: FormVersionName;
  @ApiProperty({ enum: CHANNELS }) readonly channel: string;
  @ApiProperty({ format: 'date-time' }) readonly startedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly endedAt: string | null;
  @ApiProperty({ type: Number, nullable: true }) readonly talkSeconds: number | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) readonly contactId: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true }) readonly answers: Answers;
}
