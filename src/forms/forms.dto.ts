import { ApiProperty } from '@nestjs/swagger';
import { Flag, Instant, Nested, OneOf, Text, Uuid, WholeNumber } from '../platform/validation/fields';
import type { FieldType } from './domain/form-definition';

const FIELD_TYPES: readonly FieldType[] = ['single', 'multi', 'number', 'instant', 'text'];
const LIMIT = { min: -1_000_000_000, max: 1_000_000_000 } as const;

export class NewForm {
  @Uuid({ optional: true }) readonly id?: string;
  @Text({ max: 63, pattern: /^[a-z0-9][a-z0-9-]*$/, description: '英小文字・数字・ハイフン' })
  readonly code: string;
  @Text({ max: 200 }) readonly title: string;
}

export class FormView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty() readonly code: string;
  @ApiProperty() readonly title: string;
}

export class OptionInput {
  @Text({ max: 100, description: '変わらないコード' }) readonly code: string;
  @Text({ max: 200 }) readonly label: string;
}

export class ConditionInput {
  @Text({ max: 100, description: '前にある項目のコード' }) readonly field: string;
  @Text({ max: 100, each: true, description: 'この選択肢のどれかが選ばれている間だけ表示する' })
  readonly in: string[];
}

export class FieldInput {
  @Text({ max: 100, description: '変わらないコード' }) readonly code: string;
  @Text({ max: 200 }) readonly label: string;
  @OneOf(FIELD_TYPES) readonly type: FieldType;
  @Flag({ optional: true, description: '表示されている間は必須' }) readonly required?: boolean;
  @Nested(() => OptionInput, { each: true, optional: true }) readonly options?: OptionInput[];
  @Text({ max: 100, optional: true, description: '主たるものを選ぶ元の複数選択の項目' })
  readonly mainOf?: string;
  @Flag({ optional: true, description: '人についての自由な記述。統計には使わない' })
  readonly narrative?: boolean;
  @Nested(() => ConditionInput, { optional: true }) readonly when?: ConditionInput;
  @WholeNumber({ ...LIMIT, optional: true }) readonly min?: number;
  @WholeNumber({ ...LIMIT, optional: true, description: '数値の最大、または文字数の上限' })
  readonly max?: number;
}

export class SectionInput {
  @Text({ max: 100 }) readonly code: string;
  @Text({ max: 200 }) readonly label: string;
  @Nested(() => FieldInput, { each: true }) readonly fields: FieldInput[];
}

export class DefinitionInput {
  @Nested(() => SectionInput, { each: true }) readonly sections: SectionInput[];
}

export class NewFormVersion {
  @Nested(() => DefinitionInput) readonly definition: DefinitionInput;
}

export class NewPublication {
  @Instant({ description: 'この瞬間以後に受け付けた票に使う' }) readonly inForceFrom: Date;
}

export class FormVersionView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ format: 'uuid' }) readonly formId: string;
  @ApiProperty() readonly number: number;
  @ApiProperty({ enum: ['draft', 'published'] }) readonly status: 'draft' | 'published';
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly inForceFrom: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly publishedAt: string | null;
  @ApiProperty({ format: 'date-time' }) readonly createdAt: string;
  @ApiProperty({ type: DefinitionInput }) readonly definition: unknown;
}
