import { ApiProperty } from '@nestjs/swagger';
import { Day, OneOf, Text, Uuid } from '../platform/validation/fields';
import { ORGANISATION_KINDS, type OrganisationKind } from './organisation.entity';

export class NewOrganisation {
  @Uuid({ optional: true }) readonly id?: string;
  @Text({ max: 63, description: '英小文字・数字・ハイフン' }) readonly code: string;
  @Text({ max: 200 }) readonly name: string;
  @OneOf(ORGANISATION_KINDS) readonly kind: OrganisationKind;
}

export class OrganisationChange {
  @Text({ max: 200, optional: true }) readonly name?: string;
  @OneOf(ORGANISATION_KINDS, { optional: true }) readonly kind?: OrganisationKind;
}

export class OrganisationView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty() readonly code: string;
  @ApiProperty() readonly name: string;
  @ApiProperty({ enum: ORGANISATION_KINDS }) readonly kind: OrganisationKind;
  @ApiProperty() readonly version: number;
}

export class NewPerson {
  @Uuid({ optional: true }) readonly id?: string;
  @Text({ max: 100 }) readonly familyName: string;
  @Text({ max: 100 }) readonly givenName: string;
  @Text({ max: 100 }) readonly familyKana: string;
  @Text({ max: 100 }) readonly givenKana: string;
  @Uuid() readonly organisationId: string;
  @Text({ max: 32, description: '団体内の職員番号' }) readonly staffCode: string;
  @Day({ description: '所属の開始日' }) readonly validFrom: string;
  @Day({ optional: true, nullable: true, description: '所属の終了日（その日を含まない）' })
  readonly validUntil?: string | null;
}

export class NewAffiliation {
  @Uuid() readonly organisationId: string;
  @Text({ max: 32 }) readonly staffCode: string;
  @Day() readonly validFrom: string;
  @Day({ optional: true, nullable: true }) readonly validUntil?: string | null;
}

export class AffiliationView {
  @ApiProperty({ format: 'uuid' }) readonly organisationId: string;
  @ApiProperty() readonly staffCode: string;
  @ApiProperty({ format: 'date' }) readonly validFrom: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) readonly validUntil: string | null;
}

export class PersonView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty() readonly familyName: string;
  @ApiProperty() readonly givenName: string;
  @ApiProperty() readonly familyKana: string;
  @ApiProperty() readonly givenKana: string;
  @ApiProperty({ type: [AffiliationView] }) readonly affiliations: readonly AffiliationView[];
  @ApiProperty() readonly version: number;
}
