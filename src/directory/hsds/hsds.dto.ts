import { OneOf, Text, Uuid } from '../../platform/validation/fields';

const NUMBER = /^[1-9]\d{0,5}$/;
const YES_NO = ['true', 'false'] as const;

/** Filters of HSDS, all of which hold together. */
export class HsdsQuery {
  @Text({ max: 6, pattern: NUMBER, optional: true }) readonly page?: string;
  @Text({ max: 3, pattern: /^([1-9]\d?|1\d\d|200)$/, optional: true, description: '1〜200、省略時50' })
  readonly per_page?: string;
  @Text({ max: 100, optional: true, description: '名称と説明に含まれる語' }) readonly search?: string;
  @Uuid({ optional: true }) readonly taxonomy_term_id?: string;
  @Uuid({ optional: true }) readonly taxonomy_id?: string;
  @Uuid({ optional: true }) readonly organization_id?: string;
  @Text({ max: 35, pattern: /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/, optional: true })
  readonly modified_after?: string;
  @OneOf(YES_NO, { optional: true }) readonly minimal?: string;
  @OneOf(YES_NO, { optional: true, description: '全項目を含める' }) readonly full?: string;
  @OneOf(['json'], { optional: true }) readonly format?: string;
}
