import { ApiProperty } from '@nestjs/swagger';
import type { HonorariumAnswer } from './domain/write-answer';

class PaidMinutesView {
  @ApiProperty({ type: 'integer', required: false, description: '通常' }) readonly day?: number;
  @ApiProperty({ type: 'integer', required: false, description: '深夜（22時〜5時）' })
  readonly night?: number;
  @ApiProperty({ type: 'integer', required: false, description: '祝日' }) readonly holiday?: number;
  @ApiProperty({ type: 'integer', required: false, description: '祝日の深夜' })
  readonly night_holiday?: number;
}

class CalculationLineView {
  @ApiProperty() readonly step: string;
  @ApiProperty() readonly label: string;
  @ApiProperty({ type: 'integer', required: false }) readonly yen?: number;
  @ApiProperty({ type: 'integer', required: false }) readonly minutes?: number;
  @ApiProperty({ description: '計算の理由' }) readonly reason: string;
}

/** Yen are JSON integers. The keys are those of the honorarium cases that the calculation is tested with. */
export class HonorariumPreviewView implements HonorariumAnswer {
  @ApiProperty({ type: PaidMinutesView, required: false, description: '時間で支払う勤務がある場合のみ' })
  readonly minutes?: PaidMinutesView;
  @ApiProperty({ type: 'integer', description: '支払総額' }) readonly gross: number;
  @ApiProperty({ type: 'integer', description: '源泉徴収の対象額' }) readonly base: number;
  @ApiProperty({ type: 'integer', description: '源泉徴収税額' }) readonly tax: number;
  @ApiProperty({ type: 'integer', description: '差引支払額' }) readonly net: number;
  @ApiProperty({ type: 'integer', required: false, description: '交通機関等へ直接支払う額' })
  readonly paid_to_carrier?: number;
  @ApiProperty({ type: [CalculationLineView], description: '計算の順序と理由' })
  readonly trace: readonly CalculationLineView[];
}
