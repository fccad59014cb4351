import { ApiProperty } from '@nestjs/swagger';
import { Text } from '../platform/validation/fields';
import { CHANGE_KINDS, type VersionChange } from './domain/compare-versions';
import type { OutlinedField } from './domain/outline-form';

const NUMBER = { max: 9, pattern: /^[1-9]\d*$/, description: '版の番号' } as const;

export class DiffQuery {
  @Text(NUMBER) readonly against: string;
}

export class CrosswalkQuery {
  @Text(NUMBER) readonly from: string;
}

class OutlinedFieldView implements OutlinedField {
  @ApiProperty() readonly code: string;
  @ApiProperty() readonly label: string;
  @ApiProperty({ type: String, nullable: true }) readonly help: string | null;
  @ApiProperty({ description: '記入のしかた', example: '複数選択（3個まで）' }) readonly kind: string;
  @ApiProperty({ type: [String] }) readonly options: string[];
  @ApiProperty({ description: '表示する条件', example: '「言語」が「英語」であるとき' })
  readonly shown: string;
  @ApiProperty({ example: '任意' }) readonly required: string;
  @ApiProperty({ type: [String], example: ['自由記述'] }) readonly flags: string[];
  @ApiProperty({ description: '記入時間の見積もり（秒）' }) readonly seconds: number;
  @ApiProperty({ type: () => [OutlinedFieldView], description: '繰り返しの1行の項目' })
  readonly fields: OutlinedFieldView[];
}

export class OutlinedSectionView {
  @ApiProperty() readonly label: string;
  @ApiProperty({ type: String, nullable: true }) readonly help: string | null;
  @ApiProperty({ type: [OutlinedFieldView] }) readonly fields: readonly OutlinedField[];
}

export class FillingTimeView {
  @ApiProperty({ description: '常に必須の項目だけ' }) readonly shortest: number;
  @ApiProperty({ description: 'すべての項目（繰り返しは1行）' }) readonly full: number;
}

export class FormOutlineView {
  @ApiProperty({ type: [OutlinedSectionView] }) readonly sections: readonly OutlinedSectionView[];
  @ApiProperty({ type: FillingTimeView, description: '記入時間の見積もり（秒）' })
  readonly seconds: FillingTimeView;
}

class VersionChangeView implements VersionChange {
  @ApiProperty({ enum: CHANGE_KINDS }) readonly change: VersionChange['change'];
  @ApiProperty({ type: String, nullable: true }) readonly section: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly field: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly option: string | null;
  @ApiProperty({ type: Object, nullable: true, description: '名称、型、条件または設定' })
  readonly before: unknown;
  @ApiProperty({ type: Object, nullable: true }) readonly after: unknown;
}

export class FormDiffView {
  @ApiProperty() readonly against: number;
  @ApiProperty() readonly number: number;
  @ApiProperty({ type: [VersionChangeView] }) readonly changes: readonly VersionChange[];
}
