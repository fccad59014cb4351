import { ApiProperty } from '@nestjs/swagger';
import { Instant, Nested, Text, Uuid } from '../platform/validation/fields';
import { QUESTION_CODES, type QuestionCode } from './domain/finder-questions';

const OPTIONAL = { optional: true } as const;

class FinderAnswersInput {
  @Text({ max: 8, ...OPTIONAL, description: '悩みの分類、または unsaid' }) readonly worry?: string;
  @Text({ max: 20, pattern: /^([a-z_0-9]+)$/, ...OPTIONAL, description: '年代のコード、年齢、または unsaid' })
  readonly age?: string;
  @Text({ max: 6, ...OPTIONAL, description: '市区町村の5桁か6桁、都道府県の2桁、または unsaid' })
  readonly place?: string;
  @Text({ max: 6, ...OPTIONAL }) readonly language?: string;
  @Text({ max: 6, ...OPTIONAL }) readonly accompaniment?: string;
}

/** Everything that was answered so far. Nothing of it is stored: the next request brings it along again. */
export class FinderSession {
  @Nested(() => FinderAnswersInput) readonly answers: FinderAnswersInput;
  @Text({ max: 40, optional: true, description: '電話が入った分野（GET /line-fields）' })
  readonly field?: string;
  @Instant({ optional: true, description: '省略時は今' }) readonly at?: Date;
}

/** What was found, for paper or to be read out. */
export class FinderMemo extends FinderSession {
  @Uuid({ each: true, optional: true, description: '載せる窓口（5件まで）。省略時は上から3件' })
  readonly serviceIds?: string[];
}

class FinderOptionView {
  @ApiProperty() readonly answer: string;
  @ApiProperty() readonly label: string;
}

class FinderQuestionView {
  @ApiProperty({ enum: QUESTION_CODES }) readonly code: QuestionCode;
  @ApiProperty({ description: 'そのまま読み上げる文' }) readonly text: string;
  @ApiProperty({ type: [FinderOptionView], nullable: true, description: 'null：市区町村のコードを入力する' })
  readonly options: readonly FinderOptionView[] | null;
}

class FoundService {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty() readonly name: string;
  @ApiProperty() readonly bodyName: string;
  @ApiProperty({ type: [String] }) readonly phones: readonly string[];
  @ApiProperty({ nullable: true, type: String }) readonly fee: string | null;
  @ApiProperty({ description: '年齢を確かめる必要がある' }) readonly asksAge: boolean;
  @ApiProperty({ description: '掲載内容の確認が期限切れか、まだ' }) readonly isUnverified: boolean;
  @ApiProperty({ description: 'そのまま読み上げる文' }) readonly spoken: string;
}

export class FinderAnswer {
  @ApiProperty({ format: 'date-time' }) readonly at: string;
  @ApiProperty({ type: FinderQuestionView, nullable: true }) readonly next: FinderQuestionView | null;
  @ApiProperty({ description: '当てはまる窓口の数' }) readonly total: number;
  @ApiProperty({ type: [FoundService] }) readonly services: readonly FoundService[];
}
