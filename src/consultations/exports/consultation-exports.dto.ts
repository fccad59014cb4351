import { Flag, OneOf, Uuid } from '../../platform/validation/fields';
import { EXPORT_PURPOSES, type ExportPurpose, LARGE_EXPORT } from '../domain/export-scope';

export class NewConsultationExport {
  @Uuid({ each: true, description: '実施期。様式が同じもの' }) readonly periodIds: readonly string[];
  @Uuid({ optional: true, description: '省略時は、団体に属する人には自分の団体、事務局には全団体' })
  readonly organisationId?: string;
  @Flag({ description: '相談内容などの文章を含む' }) readonly withNarratives: boolean;
  @OneOf(EXPORT_PURPOSES, {
    optional: true,
    description: `目的（監査記録に残る）。文章を含む${LARGE_EXPORT}件を超える書き出しでは必須`,
  })
  readonly purpose?: ExportPurpose;
}
