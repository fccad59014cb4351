import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import {
  type Base,
  type Bilingual,
  type Cells,
  type Column,
  COLUMN_KINDS,
  type ColumnKind,
  type Row,
  ROW_KINDS,
  type RowKind,
} from './domain/analysis-table';

class BilingualView implements Bilingual {
  @ApiProperty() readonly ja: string;
  @ApiProperty() readonly en: string;
}

class AnalysisPeriodView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty() readonly label: string;
  @ApiProperty({ format: 'date-time', description: 'この瞬間を含む' }) readonly startsAt: string;
  @ApiProperty({ format: 'date-time', description: 'この瞬間を含まない' }) readonly endsAt: string;
}

class TableIdentityView {
  @ApiProperty({ example: 'T02' }) readonly table: string;
  @ApiProperty({ description: '定義の版。数え方が変わると増える' }) readonly definitionVersion: number;
  @ApiProperty({ type: BilingualView }) readonly title: Bilingual;
  @ApiProperty({ type: BilingualView }) readonly definition: Bilingual;
}

class BaseView implements Base {
  @ApiProperty({ example: 'R_t' }) readonly code: string;
  @ApiProperty() readonly label: string;
  @ApiProperty() readonly count: number;
}

class ColumnView implements Column {
  @ApiProperty() readonly key: string;
  @ApiProperty() readonly label: string;
  @ApiProperty({ enum: COLUMN_KINDS }) readonly kind: ColumnKind;
}

class RatioView {
  @ApiProperty() readonly numerator: number;
  @ApiProperty() readonly denominator: number;
  @ApiProperty({
    type: String,
    nullable: true,
    description: '印字値。ratio は％。四捨五入、小数第1位。母数 0 は null',
  })
  readonly printed: string | null;
}

class MeanView {
  @ApiProperty() readonly sum: number;
  @ApiProperty() readonly count: number;
  @ApiProperty({ type: String, nullable: true, description: '印字値。meanTime は 分:秒。母数 0 は null' })
  readonly printed: string | null;
}

@ApiExtraModels(RatioView, MeanView)
class RowView implements Row {
  @ApiProperty() readonly code: string;
  @ApiProperty() readonly label: string;
  @ApiProperty({
    enum: ROW_KINDS,
    description: 'listed 区分の行、unlisted 区分にない値、subtotal 再掲・合計、outside 割合の母数の外',
  })
  readonly kind: RowKind;
  @ApiProperty({
    type: 'object',
    description: '列の key ごとの値。null は提供なし（n/a）、key がないものはその行にない指標',
    additionalProperties: {
      oneOf: [
        { type: 'integer' },
        { type: 'string' },
        { $ref: getSchemaPath(RatioView) },
        { $ref: getSchemaPath(MeanView) },
        { type: 'null' },
      ],
    },
  })
  readonly values: Cells;
  @ApiProperty({
    required: false,
    description: 'true は系列の断絶：様式の前後の版とこの行だけでは比べられない。版をまたぐ合計の行を見る',
  })
  readonly seriesBreak?: boolean;
}

export class AnalysisIndexView {
  @ApiProperty({ type: AnalysisPeriodView }) readonly period: AnalysisPeriodView;
  @ApiProperty({ format: 'date-time', description: 'データを読んだ時点' }) readonly asOf: string;
  @ApiProperty({ type: [TableIdentityView] }) readonly tables: readonly TableIdentityView[];
}

export class AnalysisTableView extends TableIdentityView {
  @ApiProperty({ type: AnalysisPeriodView }) readonly period: AnalysisPeriodView;
  @ApiProperty({ format: 'date-time', description: 'データを読んだ時点' }) readonly asOf: string;
  @ApiProperty({ type: BaseView, description: '割合の母数' }) readonly base: Base;
  @ApiProperty({ type: [BaseView] }) readonly otherBases: readonly Base[];
  @ApiProperty({ type: [ColumnView] }) readonly columns: readonly Column[];
  @ApiProperty({ type: [RowView] }) readonly rows: readonly Row[];
  @ApiProperty({ type: [RowView] }) readonly totals: readonly Row[];
  @ApiProperty({ type: [String], description: '数字を読むときに知っておくこと' })
  readonly notes: readonly string[];
}
