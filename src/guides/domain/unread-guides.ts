import type { Audience, GuideKind } from './guide';

/** A document in force for one organisation. */
export interface GuideInForce extends Pick<Audience, 'roles' | 'fields'> {
  readonly id: string;
  readonly kind: GuideKind;
  readonly title: string;
  /** Versions that must be read again, each with the instant from which duties ask for it. */
  readonly majors: readonly { readonly number: number; readonly requiredFrom: Date }[];
}

/** What one person still has to read or to pledge, and which duties ask for it. */
export interface UnreadGuide extends Pick<Audience, 'roles' | 'fields'> {
  readonly guideId: string;
  readonly kind: 'guidance' | 'pledge';
  readonly title: string;
  /** The version that is missing at least. */
  readonly number: number;
  readonly requiredFrom: Date;
}

/** What a duty must be to ask for a document. */
interface Duty {
  readonly from: Date;
  readonly role: string;
  readonly fieldCode: string | null;
}

/** `read`: the newest version that the person has read, by document. Every major version not read yet, the oldest first. */
export function unreadGuides(
  guides: readonly GuideInForce[],
  read: ReadonlyMap<string, number>,
): UnreadGuide[] {
  return guides.flatMap(({ id, kind, title, roles, fields, majors }) =>
    majors
      .filter(({ number }) => number > (read.get(id) ?? 0))
      .toSorted((a, b) => a.number - b.number)
      .map(({ number, requiredFrom }) => ({
        guideId: id,
        kind: kind === 'pledge' ? ('pledge' as const) : ('guidance' as const),
        title,
        number,
        requiredFrom,
        roles,
        fields,
      })),
  );
}

/** Of each document the newest version that this duty asks for and that has not been read. */
export function missingOnDuty(unread: readonly UnreadGuide[], duty: Duty): UnreadGuide[] {
  const asked = unread.filter((guide) => guide.requiredFrom <= duty.from && concerns(guide, duty));
  return asked.filter(
    (guide) => !asked.some((other) => other.guideId === guide.guideId && other.number > guide.number),
  );
}

/** Whoever stands by may be called to the telephone, and a desk without a field takes every call. */
function concerns({ roles, fields }: UnreadGuide, { role, fieldCode }: Duty): boolean {
  const works: readonly string[] = role === 'standby' ? ['standby', 'counsellor'] : [role];
  return (
    (roles.length === 0 || roles.some((each) => works.includes(each))) &&
    (fields.length === 0 || fieldCode === null || fields.includes(fieldCode))
  );
}
