import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '../platform/http/page';
import { Instant, OneOf, Text, Uuid } from '../platform/validation/fields';
import { ENTRY_KINDS, type EntryKind, URGENT_OUTCOMES, type UrgentOutcome } from './domain/urgent-checklist';

const OUTCOMES_JA = '安全を確認／引き継いだ／連絡が途絶えた／緊急ではなかった';

export class NewUrgentCase {
  @Uuid({ optional: true }) readonly id?: string;
  @Uuid({ description: '相談記録票（下書きでもよい）のID' }) readonly consultationId: string;
}

export class UrgentCaseQuery extends PageQuery {
  @OneOf(['open', 'closed'], { optional: true, description: '対応中／終わった' }) readonly status?:
    'open' | 'closed';
  @Uuid({ optional: true }) readonly consultationId?: string;
}

export class NewUrgentEntry {
  @Uuid({ optional: true }) readonly id?: string;
  @OneOf(ENTRY_KINDS, { description: 'した／要らなかった／メモ' }) readonly kind: EntryKind;
  @Text({ max: 40, optional: true, description: '手順のコード。メモでは省略できる' }) readonly step?: string;
  @Uuid({ optional: true, description: '訂正する記録。元の記録も残る' }) readonly corrects?: string;
  @Instant({ optional: true, description: '実際の時刻。省略時は今' }) readonly occurredAt?: Date;
  @Text({ max: 200, optional: true, description: '連絡した機関・部署' }) readonly office?: string;
  @Text({ max: 100, optional: true, description: '応対した人' }) readonly answeredBy?: string;
  @Text({ max: 100, optional: true, description: '受理番号など' }) readonly referenceNo?: string;
  @Text({ max: 10_000, optional: true, lines: true }) readonly note?: string;
}

export class UrgentClosure {
  @OneOf(URGENT_OUTCOMES, { description: OUTCOMES_JA }) readonly outcome: UrgentOutcome;
}

export class UrgentStepView {
  @ApiProperty() readonly code: string;
  @ApiProperty() readonly label: string;
  @ApiProperty() readonly help: string;
  @ApiProperty({ enum: ['act', 'contact'] }) readonly kind: string;
  @ApiProperty({ enum: ['open', 'done', 'not_needed'] }) readonly state: string;
  @ApiProperty({ format: 'date-time' }) readonly dueAt: string;
  @ApiProperty() readonly isOverdue: boolean;
}

export class UrgentCaseSummary {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ format: 'uuid' }) readonly organisationId: string;
  @ApiProperty({ format: 'uuid' }) readonly consultationId: string;
  @ApiProperty({ format: 'uuid' }) readonly openedBy: string;
  @ApiProperty({ format: 'date-time' }) readonly openedAt: string;
  @ApiProperty({ enum: URGENT_OUTCOMES, nullable: true, description: OUTCOMES_JA })
  readonly outcome: UrgentOutcome | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) readonly closedBy: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly closedAt: string | null;
  @ApiProperty() readonly version: number;
  @ApiProperty({ description: '期限を過ぎて済んでいない手順の数' }) readonly overdueSteps: number;
}

export class UrgentCaseView extends UrgentCaseSummary {
  @ApiProperty({ type: [UrgentStepView] }) readonly steps: readonly UrgentStepView[];
}

export class UrgentEntryView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ enum: ENTRY_KINDS }) readonly kind: EntryKind;
  @ApiProperty({ type: String, nullable: true }) readonly step: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) readonly corrects: string | null;
  @ApiProperty({ description: '後の記録で訂正された' }) readonly isCorrected: boolean;
  @ApiProperty({ format: 'date-time' }) readonly occurredAt: string;
  @ApiProperty({ format: 'date-time' }) readonly recordedAt: string;
  @ApiProperty({ format: 'uuid' }) readonly accountId: string;
  @ApiProperty() readonly writtenBy: string;
  @ApiProperty({ type: String, nullable: true }) readonly office: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly answeredBy: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly referenceNo: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly note: string | null;
}
