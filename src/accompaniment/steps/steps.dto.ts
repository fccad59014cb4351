import { ApiProperty } from '@nestjs/swagger';
import { Flag, OneOf, Text } from '../../platform/validation/fields';
import {
  CANCELLATIONS,
  type Cancellation,
  NEXT_STEPS,
  type NextStep,
  VISIT_RESULTS,
  type VisitResult,
} from '../domain/visit-codes';
import { VisitView } from '../visits.dto';

export class VisitReport {
  @Flag({ description: '本人が来た' }) readonly clientCame: boolean;
  @OneOf(VISIT_RESULTS, {
    description:
      '申請した／相談した／入院・入所した／次の予約を取った／断られた／その他。来なかったとき：不在／本人が断った／連絡がつかない',
  })
  readonly result: VisitResult;
  @OneOf(NEXT_STEPS, { description: 'なし／もう一度同行／つなぎ先が続ける／電話する／別のつなぎ先' })
  readonly nextStep: NextStep;
  @Text({ max: 10_000, lines: true, optional: true }) readonly report?: string;
}

export class VisitNote {
  @Text({ max: 2_000, lines: true, optional: true }) readonly note?: string;
}

export class VisitReason {
  @Text({ max: 2_000, lines: true, description: '理由' }) readonly reason: string;
}

export class VisitCancellation extends VisitNote {
  @OneOf(CANCELLATIONS, { description: '本人の都合／つなぎ先の都合／同行者の都合／危険がある／誤り' })
  readonly reason: Cancellation;
}

export class ReportedVisitView extends VisitView {
  @ApiProperty({ type: [String], description: '同行済に進んだつなぎ' })
  readonly accompaniedReferralIds: readonly string[];
}
