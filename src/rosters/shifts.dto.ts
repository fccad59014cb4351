import { ApiProperty } from '@nestjs/swagger';
import { CHANNELS, type Channel } from '../periods/period.entity';
import { PageQuery } from '../platform/http/page';
import { Instant, OneOf, Text, Uuid, WholeNumber } from '../platform/validation/fields';
import { SHIFT_ROLES, type ShiftRole } from './shift.entity';

export class NewShift {
  @Uuid({ optional: true }) readonly id?: string;
  @Uuid() readonly periodId: string;
  @Uuid() readonly organisationId: string;
  @OneOf(CHANNELS) readonly channel: Channel;
  @Text({ max: 40, optional: true, nullable: true, description: '省略時は分野を限らない' })
  readonly fieldCode?: string | null;
  @OneOf(SHIFT_ROLES) readonly role: ShiftRole;
  @Instant({ description: 'この瞬間を含む' }) readonly startsAt: Date;
  @Instant({ description: 'この瞬間を含まない' }) readonly endsAt: Date;
  @WholeNumber({ min: 1, max: 500, description: '席数' }) readonly seats: number;
}

export class ShiftQuery extends PageQuery {
  @Uuid({ optional: true }) readonly periodId?: string;
  @Uuid({ optional: true }) readonly organisationId?: string;
  @Instant({ optional: true, description: 'この瞬間より後まで続く勤務' }) readonly from?: Date;
  @Instant({ optional: true, description: 'この瞬間より前に始まる勤務' }) readonly until?: Date;
}

export class AssignmentView {
  @ApiProperty({ format: 'uuid' }) readonly personId: string;
  @ApiProperty() readonly familyName: string;
  @ApiProperty() readonly givenName: string;
  @ApiProperty({ format: 'date-time' }) readonly assignedAt: string;
  @ApiProperty({ description: '自動作成で動かさない席' }) readonly isPinned: boolean;
}

export class ShiftView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ format: 'uuid' }) readonly periodId: string;
  @ApiProperty({ format: 'uuid' }) readonly organisationId: string;
  @ApiProperty({ enum: CHANNELS }) readonly channel: Channel;
  @ApiProperty({ type: String, nullable: true }) readonly fieldCode: string | null;
  @ApiProperty({ enum: SHIFT_ROLES }) readonly role: ShiftRole;
  @ApiProperty({ format: 'date-time' }) readonly startsAt: string;
  @ApiProperty({ format: 'date-time' }) readonly endsAt: string;
  @ApiProperty() readonly seats: number;
  @ApiProperty({ type: [AssignmentView] }) readonly assignments: readonly AssignmentView[];
  @ApiProperty() readonly version: number;
}
