import { ApiProperty } from '@nestjs/swagger';
import { FreeObject, OneOf, Prose, Uuid, WholeNumber } from '../../platform/validation/fields';
import { STRENGTHS, type Strength } from '../domain/rules/rule';

const SET_BY = ['default', 'period', 'organisation'] as const;

export class RosterRuleQuery {
  @Uuid({ optional: true, description: '省略時は、どの団体にも共通の設定' }) readonly organisationId?: string;
}

export class RosterRuleSetting {
  @Uuid({ optional: true, nullable: true, description: '省略・null は全団体に共通' })
  readonly organisationId?: string | null;
  @OneOf(STRENGTHS, { description: 'hard：必ず守る、weighted：重みを付けて避ける、off：使わない' })
  readonly strength: Strength;
  @WholeNumber({ min: 0, max: 1_000, optional: true, description: '違反1件の重み（おおよそ失う呼の数）' })
  readonly weight?: number;
  @FreeObject({ optional: true }) readonly parameters?: Readonly<Record<string, unknown>>;
  @Prose({ max: 500, optional: true, description: '根拠（法令・契約・団体の決まり）' })
  readonly basis?: string;
}

class RosterRuleParameterView {
  @ApiProperty() readonly name: string;
  @ApiProperty() readonly label: string;
  @ApiProperty({ enum: ['whole', 'codes'] }) readonly kind: 'whole' | 'codes';
  @ApiProperty({ type: Number, nullable: true }) readonly min: number | null;
  @ApiProperty({ type: Number, nullable: true }) readonly max: number | null;
  @ApiProperty({ oneOf: [{ type: 'integer' }, { type: 'array', items: { type: 'string' } }] })
  readonly value: number | readonly string[];
}

export class RosterRuleView {
  @ApiProperty() readonly code: string;
  @ApiProperty() readonly label: string;
  @ApiProperty({ enum: STRENGTHS }) readonly strength: Strength;
  @ApiProperty() readonly weight: number;
  @ApiProperty({ type: [RosterRuleParameterView] }) readonly parameters: readonly RosterRuleParameterView[];
  @ApiProperty() readonly basis: string;
  @ApiProperty({ enum: SET_BY, description: 'どこで決めた設定か' }) readonly setBy: (typeof SET_BY)[number];
  @ApiProperty({ description: 'true は弱められない規則' }) readonly fixed: boolean;
  @ApiProperty({ description: 'true は理由を付けて例外を認められる規則' }) readonly excusable: boolean;
}
