import type { Actor } from '../../shared/actor';
import { DomainError, invalid } from '../../shared/domain-error';
import { sheetScope } from './consultation.policy';

/** Why somebody takes words about people out of the system. Codes, so that the trail holds no text of its own. */
export const EXPORT_PURPOSES = [
  'report',
  'quality_review',
  'training',
  'handover',
  'disclosure_request',
  'other',
] as const;
export type ExportPurpose = (typeof EXPORT_PURPOSES)[number];

export interface ExportWish {
  readonly organisationId: string | null;
  readonly withNarratives: boolean;
}

/** From here on an export with narratives needs a purpose. */
export const LARGE_EXPORT = 1_000;

/**
 * Whose sheets the file holds; null for those of every organisation. Who reads all sheets of an organisation exports those,
 * words and all; offices above the organisations get codes and never a narrative.
 */
export function exportScope(actor: Actor, wish: ExportWish): string | null {
  const scope = sheetScope(actor);
  if (wish.withNarratives && scope.sheets !== 'all') {
    throw new DomainError(
      'forbidden',
      'narratives_refused',
      '相談内容などの文章を含む書き出しは、その団体の相談記録票を読める人だけが行えます。',
    );
  }
  if (actor.scope === 'all_organisations' && !wish.withNarratives) return wish.organisationId;
  if (wish.organisationId !== null && wish.organisationId !== scope.organisationId)
    throw unknownOrganisation();
  return scope.organisationId;
}

/** Not there, or not for this actor to know of: the two are not told apart. */
export function unknownOrganisation(): DomainError {
  return invalid('/organisationId', 'unknown', '団体が見つかりません。');
}

export function checkPurpose(wish: ExportWish, sheets: number, purpose: ExportPurpose | null): void {
  if (!wish.withNarratives || sheets <= LARGE_EXPORT || purpose !== null) return;
  const message = `文章を含む${LARGE_EXPORT.toLocaleString('en')}件を超える書き出しには、目的の指定が必要です。`;
  throw invalid('/purpose', 'required', message);
}
