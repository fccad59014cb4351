import { ApiProperty } from '@nestjs/swagger';
import { LONGEST_TEXT } from '../forms/domain/check-settings';
import { Prose } from '../platform/validation/fields';
import { type Finding, FINDING_KINDS, type FindingKind } from './domain/personal-data/finding';

export class TextToRead {
  @Prose({ max: LONGEST_TEXT, description: '自由記述。保存も記録もしない' }) readonly text: string;
}

class PersonalDataFinding implements Finding {
  @ApiProperty({ enum: FINDING_KINDS }) readonly kind: FindingKind;
  @ApiProperty({ description: '始まり（UTF-16 の位置。書記素の途中にはならない）' }) readonly from: number;
  @ApiProperty({ description: '終わり（この位置を含まない）' }) readonly until: number;
  @ApiProperty() readonly text: string;
  @ApiProperty({ description: '指摘の理由' }) readonly reason: string;
}

export class PersonalDataFindings {
  @ApiProperty({ type: PersonalDataFinding, isArray: true }) readonly items: readonly Finding[];
  @ApiProperty({ description: '指摘をすべて伏せた場合の文。ほかは一字も変わらない' }) readonly masked: string;
}
