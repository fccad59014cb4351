import { ApiProperty } from '@nestjs/swagger';
import { Flag, Instant, Nested, OneOf, Text, Uuid, WholeNumber } from '../platform/validation/fields';
import { FIELD_TYPES, type FieldType, MEMBER_TYPES } from './domain/form-definition';

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

class OptionInput {
  @Text({ max: 100, description: '変わらないコード' }) readonly code: string;
  @Text({ max: 200 }) readonly label: string;
}

/** One of: all, any, not, or a field with one test. */
class ConditionInput {
  @Nested(() => ConditionInput, { each: true, optional: true, description: 'すべて満たす' })
  readonly all?: ConditionInput[];
  @Nested(() => ConditionInput, { each: true, optional: true, description: 'どれかを満たす' })
  readonly any?: ConditionInput[];
  @Nested(() => ConditionInput, { optional: true, description: '満たさない' })
  readonly not?: ConditionInput;
  @Text({ max: 100, optional: true, description: '前にある項目のコード' }) readonly field?: string;
  @Text({ max: 100, each: true, optional: true, description: 'この選択肢のどれかが選ばれている' })
  readonly in?: string[];
  @Flag({ optional: true, description: '記入がある（true）' }) readonly answered?: boolean;
  @WholeNumber({ ...LIMIT, optional: true, description: '数値がこれ以上' }) readonly atLeast?: number;
  @WholeNumber({ ...LIMIT, optional: true, description: '数値がこれ以下' }) readonly atMost?: number;
}

class FieldBase {
  @Text({ max: 100, description: '変わらないコード。様式の中で一意' }) readonly code: string;
  @Text({ max: 200 }) readonly label: string;
  @Text({ max: 1_000, lines: true, optional: true, description: '記入の手引き' }) readonly help?: string;
  @Flag({ optional: true, description: '表示されている間は必須' }) readonly required?: boolean;
  @Nested(() => OptionInput, { each: true, optional: true }) readonly options?: OptionInput[];
  @WholeNumber({ min: 0, max: 1_000, optional: true, description: '複数選択で選べる数の上限' })
  readonly maxSelections?: number;
  @Flag({ optional: true, description: '人についての自由な記述。統計には使わない' })
  readonly narrative?: boolean;
  @Flag({ optional: true, description: '個人が分かりうる文章。自由な記述と同じく封をして保管する' })
  readonly pii?: boolean;
  @Nested(() => ConditionInput, { optional: true, description: '満たす間だけ表示する' })
  readonly when?: ConditionInput;
  @Nested(() => ConditionInput, { optional: true, description: '満たす間だけ必須' })
  readonly requiredWhen?: ConditionInput;
  @WholeNumber({ ...LIMIT, optional: true }) readonly min?: number;
  @WholeNumber({ ...LIMIT, optional: true, description: '数値の最大、または文字数の上限' })
  readonly max?: number;
}

/** A field in the rows of a group. */
export class MemberInput extends FieldBase {
  @OneOf(MEMBER_TYPES) readonly type: (typeof MEMBER_TYPES)[number];
}

export class FieldInput extends FieldBase {
  @OneOf(FIELD_TYPES) readonly type: FieldType;
  @Text({ max: 100, optional: true, description: '主たるものを選ぶ元の複数選択の項目' })
  readonly mainOf?: string;
  @Nested(() => MemberInput, { each: true, optional: true, description: '繰り返しの1行の項目' })
  readonly fields?: MemberInput[];
  @WholeNumber({ min: 0, max: 1_000, optional: true, description: '繰り返しの行数の上限' })
  readonly maxRows?: number;
}

export class SectionInput {
  @Text({ max: 100 }) readonly code: string;
  @Text({ max: 200 }) readonly label: string;
  @Text({ max: 1_000, lines: true, optional: true }) readonly help?: string;
  @Nested(() => FieldInput, { each: true }) readonly fields: FieldInput[];
}

export class DefinitionInput {
  @Nested(() => SectionInput, { each: true }) readonly sections: SectionInput[];
}

export class FormVersionContent {
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
