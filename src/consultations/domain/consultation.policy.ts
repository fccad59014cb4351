import type { Actor } from '../../shared/actor';

/** Which sheets an actor may see and amend. Lists and single reads are both cut by it, so they cannot disagree. */
export interface SheetScope {
  /** `all`: every sheet of the organisation; `own`: those the person wrote; `none`: none, said out loud. */
  readonly sheets: 'all' | 'own' | 'none';
  readonly organisationId: string | null;
  readonly personId: string | null;
}

const WHOLE_ORGANISATION: readonly string[] = ['supervisor', 'coordinator', 'referrals'];

/** A counsellor sees the sheets of their own hand; supervisor, coordinator and referral staff those of their organisation. */
export function sheetScope(actor: Actor): SheetScope {
  const { organisationId, personId, roles } = actor;
  const place = { organisationId, personId };
  if (organisationId === null) return { ...place, sheets: 'none' };
  if (roles.some((role) => WHOLE_ORGANISATION.includes(role))) return { ...place, sheets: 'all' };
  if (roles.includes('counsellor') && personId !== null) return { ...place, sheets: 'own' };
  return { ...place, sheets: 'none' };
}

/** Drafts, and what was refused, are nearer to a person's hand than sheets: of those who see all sheets, only supervisors see them. */
export function supervises(actor: Actor): boolean {
  return sheetScope(actor).sheets === 'all' && actor.roles.includes('supervisor');
}

/** Whose refused texts an actor may read besides their own: a supervisor's, all; of others, those for sheets of their own hand. */
export function copyScope(actor: Actor): SheetScope {
  return { ...sheetScope(actor), sheets: supervises(actor) ? 'all' : 'own' };
}
