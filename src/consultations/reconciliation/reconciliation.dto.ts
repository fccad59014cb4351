import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '../../platform/http/page';
import { OneOf, Uuid } from '../../platform/validation/fields';

const COUNSELLOR = '相談員。呼ではその時その席にいた人、票では記入した人';

export class ReconciliationQuery {
  @Uuid({ optional: true }) readonly organisationId?: string;
  @Uuid({ optional: true, description: COUNSELLOR }) readonly counsellorId?: string;
}

export class ReconciliationPageQuery extends PageQuery {
  @Uuid({ optional: true }) readonly organisationId?: string;
  @Uuid({ optional: true, description: COUNSELLOR }) readonly counsellorId?: string;
}

export class CallsWithoutSheetQuery extends ReconciliationPageQuery {
  @OneOf(['true', 'false'], { optional: true, description: 'true は期限を過ぎたもの' })
  readonly overdue?: 'true' | 'false';
}

class CountsView {
  @ApiProperty({ description: '応答し、転送しなかった呼。1件ごとに票が要る' }) readonly callsDue: number;
  @ApiProperty({ description: '記録未提出の呼' }) readonly callsWithoutSheet: number;
  @ApiProperty({ description: 'うち期限を過ぎたもの' }) readonly overdue: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: '未提出のうち最も早い期限' })
  readonly oldestDueAt: string | null;
  @ApiProperty({ description: '相談記録票（取消しを除く）' }) readonly sheets: number;
  @ApiProperty({ description: '呼のない票' }) readonly sheetsWithoutCall: number;
}

class OrganisationCountsView extends CountsView {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'null は応答団体不明の呼' })
  readonly organisationId: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly organisationName: string | null;
}

export class ReconciliationView {
  @ApiProperty({ format: 'uuid' }) readonly periodId: string;
  @ApiProperty({ format: 'date-time' }) readonly asOf: string;
  @ApiProperty({ description: '通話の終わりから票の期限までの時間数' }) readonly sheetDueHours: number;
  @ApiProperty({ type: CountsView }) readonly total: CountsView;
  @ApiProperty({ type: [OrganisationCountsView] }) readonly organisations: readonly OrganisationCountsView[];
}

export class CounsellorView {
  @ApiProperty({ format: 'uuid' }) readonly personId: string;
  @ApiProperty({ type: String, nullable: true, description: '氏名を見る権限がなければ null' })
  readonly familyName: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly givenName: string | null;
}

export class CallWithoutSheetView {
  @ApiProperty({ format: 'uuid' }) readonly contactId: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) readonly organisationId: string | null;
  @ApiProperty() readonly channel: string;
  @ApiProperty({ description: '呼番号' }) readonly carrierNo: string;
  @ApiProperty() readonly leg: number;
  @ApiProperty({ type: String, nullable: true }) readonly fieldCode: string | null;
  @ApiProperty({ format: 'date-time' }) readonly answeredAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly endedAt: string | null;
  @ApiProperty({ type: Number, nullable: true }) readonly talkSeconds: number | null;
  @ApiProperty({ format: 'date-time' }) readonly dueAt: string;
  @ApiProperty() readonly isOverdue: boolean;
  @ApiProperty({ type: [CounsellorView], description: 'その時その席にいた人。呼の記録は誰かを言わない' })
  readonly counsellors: readonly CounsellorView[];
}

export class SheetWithoutCallView {
  @ApiProperty({ format: 'uuid' }) readonly consultationId: string;
  @ApiProperty() readonly recordNo: number;
  @ApiProperty({ format: 'uuid' }) readonly organisationId: string;
  @ApiProperty() readonly channel: string;
  @ApiProperty({ format: 'date-time' }) readonly startedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly endedAt: string | null;
  @ApiProperty({ type: Number, nullable: true }) readonly talkSeconds: number | null;
  @ApiProperty({ type: CounsellorView, nullable: true }) readonly counsellor: CounsellorView | null;
}

export class ReminderView {
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) readonly organisationId: string | null;
  @ApiProperty({ type: CounsellorView, nullable: true, description: 'null はその時席にいた人が名簿にない呼' })
  readonly counsellor: CounsellorView | null;
  @ApiProperty({ description: '記録未提出の呼で、その時席にいたのがこの人だけのもの' })
  readonly owed: number;
  @ApiProperty({ description: 'うち期限を過ぎたもの' }) readonly overdue: number;
  @ApiProperty({ description: '記録未提出の呼で、席にいた複数の人の1人であるもの' })
  readonly possible: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly oldestDueAt: string | null;
  @ApiProperty({ description: 'この人の票' }) readonly sheets: number;
  @ApiProperty({ description: 'うち呼のないもの' }) readonly sheetsWithoutCall: number;
}
