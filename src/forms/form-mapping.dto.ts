import { ApiProperty } from '@nestjs/swagger';
import { FreeObject } from '../platform/validation/fields';
import type { Crossing } from './domain/crosswalk';
import { MAPPING_KINDS, type MappedCode, type MappedField, type MappingKind } from './domain/form-mapping';
import type { ComparableGroup } from './domain/group-comparable';

const MAPPED =
  '{ "項目コード": { "kind", "targets", "options": { "選択肢コード": { "kind", "targets" } } } }';

export class FormMappingInput {
  @FreeObject({
    description: `前の版の項目と選択肢がどうなるか。${MAPPED}。kind は ${MAPPING_KINDS.join('・')}`,
  })
  readonly fields: Record<string, unknown>;
}

class MappedCodeView implements MappedCode {
  @ApiProperty({ enum: MAPPING_KINDS }) readonly kind: MappingKind;
  @ApiProperty({ type: [String] }) readonly targets: string[];
}

export class UnmappedView {
  @ApiProperty() readonly fieldCode: string;
  @ApiProperty({ type: String, nullable: true, description: '項目そのものは null' })
  readonly optionCode: string | null;
  @ApiProperty() readonly label: string;
  @ApiProperty({ type: MappedCodeView, nullable: true, description: 'コードと名称が同じときの案' })
  readonly suggestion: MappedCode | null;
}

export class FormMappingView {
  @ApiProperty({ type: Number, nullable: true, description: '前の版。最初の版では null' })
  readonly from: number | null;
  @ApiProperty({ type: 'object', additionalProperties: true, description: MAPPED })
  readonly fields: Readonly<Record<string, MappedField>>;
  @ApiProperty({ type: [UnmappedView], description: 'まだ決めていないもの' })
  readonly unmapped: readonly UnmappedView[];
}

export class PlaceView {
  @ApiProperty() readonly field: string;
  @ApiProperty({ type: String, nullable: true, description: '項目そのものは null' })
  readonly code: string | null;
}

export class CrossingView extends PlaceView {
  @ApiProperty({ enum: ['exact', 'split', 'none'] }) readonly kind: Crossing['kind'];
  @ApiProperty({ type: [PlaceView] }) readonly targets: readonly PlaceView[];
  @ApiProperty({ description: '一部または全部に対応先がない' }) readonly lost: boolean;
}

export class ComparableGroupView {
  @ApiProperty({ type: [PlaceView] }) readonly old: readonly PlaceView[];
  @ApiProperty({ type: [PlaceView] }) readonly next: readonly PlaceView[];
  @ApiProperty({ enum: ['same', 'sum', 'lost', 'retired', 'added'] })
  readonly series: ComparableGroup['series'];
}

export class CrosswalkView {
  @ApiProperty() readonly from: number;
  @ApiProperty() readonly to: number;
  @ApiProperty({ type: [CrossingView] }) readonly crossings: readonly CrossingView[];
  @ApiProperty({ type: [ComparableGroupView], description: '合計が一致する選択肢の組' })
  readonly groups: readonly ComparableGroupView[];
}
