import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '../../platform/http/page';
import { OneOf, Uuid } from '../../platform/validation/fields';

const REASONS = ['unwell', 'family', 'transport', 'other'] as const;
const OUTCOMES = ['no_answer', 'declined', 'accepted'] as const;
const STATES = ['open', 'filled'] as const;

export class NewGap {
  @Uuid() readonly assignmentId: string;
  @OneOf(REASONS, { description: '病名などは記録しない' }) readonly reason: (typeof REASONS)[number];
}

export class GapQuery extends PageQuery {
  @Uuid({ optional: true }) readonly periodId?: string;
  @OneOf(STATES, { optional: true }) readonly state?: (typeof STATES)[number];
}

export class NewGapCall {
  @Uuid() readonly personId: string;
  @OneOf(OUTCOMES) readonly outcome: (typeof OUTCOMES)[number];
}

export class NewStandbyActivation {
  @Uuid({ description: '待機勤務の割り当て' }) readonly assignmentId: string;
}

export class NamedPersonView {
  @ApiProperty({ format: 'uuid' }) readonly personId: string;
  @ApiProperty() readonly familyName: string;
  @ApiProperty() readonly givenName: string;
}

export class GapCallView {
  @ApiProperty() readonly number: number;
  @ApiProperty({ format: 'uuid' }) readonly personId: string;
  @ApiProperty({ enum: OUTCOMES }) readonly outcome: (typeof OUTCOMES)[number];
  @ApiProperty({ format: 'uuid' }) readonly accountId: string;
  @ApiProperty({ format: 'date-time' }) readonly calledAt: string;
}

export class GapView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ format: 'uuid' }) readonly periodId: string;
  @ApiProperty({ format: 'uuid' }) readonly organisationId: string;
  @ApiProperty({ format: 'uuid' }) readonly shiftId: string;
  @ApiProperty({ format: 'uuid' }) readonly assignmentId: string;
  @ApiProperty() readonly channel: string;
  @ApiProperty({ type: String, nullable: true }) readonly fieldCode: string | null;
  @ApiProperty() readonly role: string;
  @ApiProperty({ format: 'date-time' }) readonly startsAt: string;
  @ApiProperty({ format: 'date-time' }) readonly endsAt: string;
  @ApiProperty({ enum: REASONS }) readonly reason: string;
  @ApiProperty({ format: 'date-time' }) readonly reportedAt: string;
  @ApiProperty({ enum: STATES }) readonly state: string;
  @ApiProperty({ type: NamedPersonView }) readonly person: NamedPersonView;
  @ApiProperty({ type: NamedPersonView, nullable: true }) readonly filledBy: NamedPersonView | null;
  @ApiProperty({ enum: ['call', 'standby'], type: String, nullable: true }) readonly filledFrom:
    string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly filledAt: string | null;
  @ApiProperty({ type: [GapCallView] }) readonly calls: readonly GapCallView[];
}

export class SubstituteView extends NamedPersonView {
  @ApiProperty({ description: '電話する順' }) readonly rank: number;
  @ApiProperty() readonly wish: string;
  @ApiProperty({ description: '努力目標の規則にかかる点数' }) readonly points: number;
  @ApiProperty({ type: Number, nullable: true, description: '前後の勤務との間の分。近くになければ null' })
  readonly restMinutes: number | null;
  @ApiProperty() readonly nights: number;
  @ApiProperty() readonly plannedMinutes: number;
  @ApiProperty({ type: Number, nullable: true }) readonly targetMinutes: number | null;
  @ApiProperty({ enum: OUTCOMES, type: String, nullable: true }) readonly lastOutcome: string | null;
}

export class StandbyView extends NamedPersonView {
  @ApiProperty({ format: 'uuid' }) readonly assignmentId: string;
  @ApiProperty({ format: 'date-time' }) readonly startsAt: string;
  @ApiProperty({ format: 'date-time' }) readonly endsAt: string;
}

class KeepingOutView {
  @ApiProperty() readonly rule: string;
  @ApiProperty() readonly label: string;
  @ApiProperty({ description: 'この規則で入れない人の数' }) readonly people: number;
}

export class CallListView {
  @ApiProperty({ type: [StandbyView], description: '待機中で、規則に反さず出られる人' })
  readonly standby: readonly StandbyView[];
  @ApiProperty({ type: [SubstituteView], description: '必ず守る規則に反しない人だけ' })
  readonly items: readonly SubstituteView[];
  @ApiProperty({ type: [KeepingOutView], description: 'ほかの人を妨げている必ず守る規則' })
  readonly blocked: readonly KeepingOutView[];
}
