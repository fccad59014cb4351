import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '../../platform/http/page';
import { Instant, Text, Uuid } from '../../platform/validation/fields';

const STATES = ['expected', 'present', 'left', 'absent'] as const;
const SOURCES = ['self', 'leader', 'retrospective'] as const;

export class AttendanceQuery extends PageQuery {
  @Uuid({ optional: true }) readonly periodId?: string;
  @Uuid({ optional: true }) readonly organisationId?: string;
  @Uuid({ optional: true }) readonly personId?: string;
  @Instant({ optional: true, description: 'この瞬間より後まで続く勤務' }) readonly from?: Date;
  @Instant({ optional: true, description: 'この瞬間より前に始まる勤務' }) readonly until?: Date;
}

export class UnattendedQuery {
  @Text({
    max: 3,
    optional: true,
    pattern: /^\d{1,3}$/,
    description: '開始から何分たった勤務を挙げるか（既定 10）',
  })
  readonly minutes?: string;
}

export class NewAttendanceEntry {
  @Instant() readonly cameAt: Date;
  @Instant() readonly leftAt: Date;
  @Text({ max: 400, lines: true, description: '後から入力・訂正する理由' }) readonly reason: string;
}

export class NewStandIn extends NewAttendanceEntry {
  @Uuid({ description: '代わりに勤務した人' }) readonly personId: string;
}

export class NewAbsence {
  @Text({ max: 400, lines: true, description: '病名などは書かない' }) readonly reason: string;
}

export class AttendanceView {
  @ApiProperty({ format: 'uuid' }) readonly assignmentId: string;
  @ApiProperty({ format: 'uuid' }) readonly shiftId: string;
  @ApiProperty({ format: 'uuid' }) readonly periodId: string;
  @ApiProperty({ format: 'uuid' }) readonly organisationId: string;
  @ApiProperty({ format: 'uuid' }) readonly personId: string;
  @ApiProperty() readonly familyName: string;
  @ApiProperty() readonly givenName: string;
  @ApiProperty() readonly channel: string;
  @ApiProperty({ type: String, nullable: true }) readonly fieldCode: string | null;
  @ApiProperty() readonly role: string;
  @ApiProperty({ format: 'date-time' }) readonly startsAt: string;
  @ApiProperty({ format: 'date-time' }) readonly endsAt: string;
  @ApiProperty({ enum: STATES }) readonly state: (typeof STATES)[number];
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly cameAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly leftAt: string | null;
  @ApiProperty({ enum: SOURCES, nullable: true, type: String }) readonly source:
    (typeof SOURCES)[number] | null;
  @ApiProperty() readonly isConfirmed: boolean;
  @ApiProperty({ description: '予定より早い出勤の分' }) readonly earlyMinutes: number;
  @ApiProperty({ description: '遅刻の分' }) readonly lateMinutes: number;
  @ApiProperty({ description: '早退の分' }) readonly leftEarlyMinutes: number;
  @ApiProperty({ description: '予定を過ぎた分' }) readonly overMinutes: number;
}

export class UnattendedView {
  @ApiProperty({ type: [AttendanceView] }) readonly items: readonly AttendanceView[];
}

export class AttendanceEventView {
  @ApiProperty() readonly number: number;
  @ApiProperty() readonly kind: string;
  @ApiProperty({ enum: SOURCES }) readonly source: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly cameAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly leftAt: string | null;
  @ApiProperty() readonly reason: string;
  @ApiProperty({ format: 'uuid' }) readonly accountId: string;
  @ApiProperty({ format: 'date-time' }) readonly recordedAt: string;
}

export class AttendanceTrailView {
  @ApiProperty({ type: [AttendanceEventView] }) readonly items: readonly AttendanceEventView[];
}
