import type { TokyoDay } from '../../shared/tokyo-time';

export const SKILL_KINDS = [
  'field',
  'role',
  'language',
  'gender',
  'qualification',
  'guidance',
  'pledge',
] as const;
export type SkillKind = (typeof SKILL_KINDS)[number];

/** Something a person may do, is, has read or has signed, from a day on and until another (exclusive; null: open). */
export interface HeldSkill {
  readonly kind: SkillKind;
  readonly code: string;
  readonly validFrom: TokyoDay;
  readonly validUntil: TokyoDay | null;
}

/** Days are compared as texts: `YYYY-MM-DD` sorts as time does. */
export function holdsOn(
  skills: readonly HeldSkill[],
  wanted: { readonly kind: SkillKind; readonly code: string },
  day: TokyoDay,
): boolean {
  return skills.some(
    (skill) =>
      skill.kind === wanted.kind &&
      skill.code === wanted.code &&
      skill.validFrom <= day &&
      (skill.validUntil === null || day < skill.validUntil),
  );
}
