import { ApiProperty } from '@nestjs/swagger';
import type { WishLevel } from '../domain/wish-level';
import { ViolationView } from '../violations.dto';

const WISH_LEVELS = ['want', 'can', 'unanswered', 'reluctant', 'not_offered', 'cannot'] as const;

class BurdenView {
  @ApiProperty({ description: 'この期に割り当て済みの分' }) readonly minutes: number;
  @ApiProperty() readonly nights: number;
  @ApiProperty({ description: '年末年始の勤務' }) readonly newYear: number;
}

class FittingPersonView {
  @ApiProperty({ format: 'uuid' }) readonly personId: string;
  @ApiProperty() readonly familyName: string;
  @ApiProperty() readonly givenName: string;
  @ApiProperty({ description: 'この人である理由' }) readonly reason: string;
}

export class CandidateView extends FittingPersonView {
  @ApiProperty({ description: '必ず守る規則に反しない' }) readonly legal: boolean;
  @ApiProperty({ enum: WISH_LEVELS }) readonly wish: WishLevel;
  @ApiProperty({ type: BurdenView }) readonly burden: BurdenView;
  @ApiProperty({ description: '触れる重み付きの規則の重みの合計' }) readonly cost: number;
  @ApiProperty({ type: [ViolationView] }) readonly violations: readonly ViolationView[];
}

export class BlockingRuleView {
  @ApiProperty() readonly rule: string;
  @ApiProperty() readonly label: string;
  @ApiProperty({ description: 'この規則で入れない人の数' }) readonly people: number;
}

export class AssignedSeatView extends FittingPersonView {
  @ApiProperty() readonly isPinned: boolean;
  @ApiProperty({ enum: ['manual', 'build', 'swap', 'gap', 'standby', 'retrospective'] })
  readonly origin: string;
  @ApiProperty({ type: CandidateView, nullable: true, description: '次に選ばれたはずの人' })
  readonly next: CandidateView | null;
}

class EmptySeatView {
  @ApiProperty() readonly seats: number;
  @ApiProperty({ type: CandidateView, nullable: true, description: 'いちばん合う、入れる人' })
  readonly best: CandidateView | null;
  @ApiProperty({
    type: [BlockingRuleView],
    description: '入れる人がいないとき、全員を妨げている最も少ない規則の組',
  })
  readonly because: readonly BlockingRuleView[];
}

export class ShiftExplanationView {
  @ApiProperty({ format: 'uuid' }) readonly shiftId: string;
  @ApiProperty({ type: [AssignedSeatView] }) readonly assigned: readonly AssignedSeatView[];
  @ApiProperty({ type: [BlockingRuleView], description: 'ほかの人を妨げた規則' })
  readonly blocked: readonly BlockingRuleView[];
  @ApiProperty({ type: EmptySeatView, nullable: true, description: '空いている席' })
  readonly empty: EmptySeatView | null;
}
