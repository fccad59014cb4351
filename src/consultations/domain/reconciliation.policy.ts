import type { Actor } from '../../shared/actor';

/** Whose calls and sheets somebody may see in a reconciliation; null: not narrowed. */
export interface ReconciliationScope {
  readonly organisationId: string | null;
  readonly personId: string | null;
}

const WHOLE_ORGANISATION: readonly string[] = ['coordinator', 'supervisor'];
/** An id that is nobody's. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The contractor sees all, an organisation's leads what is theirs, a counsellor what is their own. */
export function reconciliationScope({ roles, organisationId, personId }: Actor): ReconciliationScope {
  if (roles.includes('contractor')) return { organisationId: null, personId: null };
  const organisation = organisationId ?? NOBODY;
  if (roles.some((role) => WHOLE_ORGANISATION.includes(role))) {
    return { organisationId: organisation, personId: null };
  }
  return { organisationId: organisation, personId: personId ?? NOBODY };
}
