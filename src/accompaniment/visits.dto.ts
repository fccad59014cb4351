import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '../platform/http/page';
import { OneOf } from '../platform/validation/fields';
import {
  CANCELLATIONS,
  type Cancellation,
  DESTINATION_KINDS,
  type DestinationKind,
  NEXT_STEPS,
  type NextStep,
  VISIT_RESULTS,
  type VisitResult,
} from './domain/visit-codes';
import { VISIT_MOVES, VISIT_STATUSES, type VisitMove, type VisitStatus } from './domain/visit-moves';
import { CheckView } from './checks/checks.dto';
import { ExpenseView } from './expenses/expenses.dto';

export class VisitQuery extends PageQuery {
  @OneOf(VISIT_STATUSES, { optional: true, description: '承認待ちは reported' })
  readonly status?: VisitStatus;
  @OneOf(['true'], { optional: true, description: '自分が同行するもの' }) readonly mine?: 'true';
  @OneOf(['true'], { optional: true, description: '今日にかかるもの（日本時間）' }) readonly today?: 'true';
  @OneOf(['true'], { optional: true, description: '確認していない連絡なしがあるもの' })
  readonly missed?: 'true';
}

export class VisitView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ format: 'uuid' }) readonly organisationId: string;
  @ApiProperty({ format: 'uuid' }) readonly periodId: string;
  @ApiProperty({ format: 'uuid' }) readonly consultationId: string;
  @ApiProperty({ type: [String] }) readonly referralIds: readonly string[];
  @ApiProperty({ type: [String] }) readonly companionIds: readonly string[];
  @ApiProperty({ description: '1人での同行' }) readonly isAlone: boolean;
  @ApiProperty({ enum: VISIT_STATUSES }) readonly status: VisitStatus;
  @ApiProperty({ format: 'date-time' }) readonly plannedFrom: string;
  @ApiProperty({ format: 'date-time' }) readonly plannedUntil: string;
  @ApiProperty({ enum: DESTINATION_KINDS }) readonly destinationKind: DestinationKind;
  @ApiProperty() readonly checkMinutes: number;
  @ApiProperty({ type: Boolean, nullable: true }) readonly clientCame: boolean | null;
  @ApiProperty({ enum: VISIT_RESULTS, nullable: true }) readonly result: VisitResult | null;
  @ApiProperty({ enum: NEXT_STEPS, nullable: true }) readonly nextStep: NextStep | null;
  @ApiProperty({ enum: CANCELLATIONS, nullable: true }) readonly cancellation: Cancellation | null;
  @ApiProperty({ description: '承認された回数' }) readonly approvals: number;
  @ApiProperty({ description: '確認していない連絡なしがある' }) readonly hasOpenAlert: boolean;
  @ApiProperty() readonly version: number;
  @ApiProperty({ format: 'date-time' }) readonly createdAt: string;
  @ApiProperty({ format: 'date-time' }) readonly updatedAt: string;
}

class VisitStepView {
  @ApiProperty() readonly version: number;
  @ApiProperty({ enum: VISIT_MOVES }) readonly move: VisitMove;
  @ApiProperty({ enum: VISIT_STATUSES, nullable: true }) readonly fromStatus: VisitStatus | null;
  @ApiProperty({ enum: VISIT_STATUSES }) readonly toStatus: VisitStatus;
  @ApiProperty({ format: 'date-time' }) readonly occurredAt: string;
  @ApiProperty({ format: 'uuid' }) readonly accountId: string;
  @ApiProperty({ type: String, nullable: true }) readonly note: string | null;
}

export class VisitDetail extends VisitView {
  @ApiProperty() readonly meetingPlace: string;
  @ApiProperty() readonly destination: string;
  @ApiProperty() readonly safetyContact: string;
  @ApiProperty({ type: String, nullable: true }) readonly report: string | null;
  @ApiProperty({ type: [CheckView] }) readonly checks: readonly CheckView[];
  @ApiProperty({ type: [ExpenseView] }) readonly expenses: readonly ExpenseView[];
  @ApiProperty({ type: [VisitStepView] }) readonly steps: readonly VisitStepView[];
}
