import { parseTokyo } from '../../shared/tokyo-time';
import { malformedField } from '../../platform/validation/malformed';
import type { HsdsContext } from './hsds-context.reader';
import type { HsdsQuery } from './hsds.dto';
import type { HsdsFilter } from './hsds-services.reader';
import { type TaxonomyCode, taxonomyId, termId } from './hsds-terms';

export function readHsdsQuery(query: HsdsQuery, context: HsdsContext): HsdsFilter {
  const { taxonomy_term_id: term, taxonomy_id: taxonomy } = query;
  const worry = codeOf(term, 'worry_category', context.worries);
  const field = codeOf(term, 'line_field', context.fields);
  const known = [undefined, taxonomyId('worry_category'), taxonomyId('line_field')];
  return {
    search: query.search ?? null,
    worry,
    field,
    withField: taxonomy === taxonomyId('line_field'),
    matchesNothing: (term !== undefined && worry === null && field === null) || !known.includes(taxonomy),
    bodyId: query.organization_id ?? null,
    modifiedAfter: readModifiedAfter(query.modified_after),
  };
}

function codeOf(
  term: string | undefined,
  taxonomy: TaxonomyCode,
  names: ReadonlyMap<string, string>,
): string | null {
  return [...names.keys()].find((code) => termId(taxonomy, code) === term) ?? null;
}

function readModifiedAfter(text: string | undefined): Date | null {
  if (text === undefined) return null;
  const found = parseTokyo(text.length === 10 ? `${text} 00:00` : text);
  if (!found) throw malformedField('/modified_after', 'instant', '日時の形式が正しくありません。');
  return found;
}
