import type { DirectoryService } from '../domain/service-content';
import type { HsdsContext } from './hsds-context.reader';
import { partId } from './hsds-ids';

const TAXONOMIES = {
  worry_category: { name: '悩みの分類', description: '孤独・孤立対策のウェブサイトの12の分類' },
  line_field: { name: '分野', description: '統一ダイヤルの音声案内の分野' },
} as const;

export type TaxonomyCode = keyof typeof TAXONOMIES;

export function taxonomyId(code: TaxonomyCode): string {
  return partId('taxonomy', code);
}

export function termId(taxonomy: TaxonomyCode, code: string): string {
  return partId('term', taxonomy, code);
}

/** Worries and fields as taxonomy terms; whether it takes in people who come accompanied, as a plain value. */
export function hsdsAttributes(service: DirectoryService, context: HsdsContext): object[] {
  const terms = (taxonomy: TaxonomyCode, codes: readonly string[], names: ReadonlyMap<string, string>) =>
    codes.map((code) => attribute(service, taxonomy, code, names.get(code) ?? code));
  return [
    ...terms('worry_category', service.worries, context.worries),
    ...terms('line_field', service.fields, context.fields),
    {
      id: partId(service.id, 'attribute', 'accompaniment'),
      link_id: service.id,
      link_type: 'accompaniment',
      link_entity: 'service',
      value: service.accompaniment,
      label: '同行支援の受け入れ',
    },
  ];
}

function attribute(service: DirectoryService, taxonomy: TaxonomyCode, code: string, name: string): object {
  return {
    id: partId(service.id, 'attribute', taxonomy, code),
    link_id: service.id,
    link_type: taxonomy,
    link_entity: 'service',
    taxonomy_term_id: termId(taxonomy, code),
    value: code,
    label: name,
    taxonomy_term: {
      id: termId(taxonomy, code),
      code,
      name,
      description: name,
      language: 'ja',
      taxonomy: TAXONOMIES[taxonomy].name,
      taxonomy_id: taxonomyId(taxonomy),
      taxonomy_detail: { id: taxonomyId(taxonomy), ...TAXONOMIES[taxonomy] },
    },
  };
}
