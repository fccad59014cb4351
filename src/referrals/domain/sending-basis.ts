import type { HandoverMethod } from './referral-moves';

const CONSENT_PURPOSES = {
  support: '相談・支援を受けるための情報提供',
  accompaniment: '同行支援のための情報提供',
  feedback: '支援の経過を相談窓口へ知らせること',
  council: '地域協議会・支援調整会議での共有',
} as const;
export type ConsentPurpose = keyof typeof CONSENT_PURPOSES;
export const CONSENT_PURPOSE_CODES = Object.keys(CONSENT_PURPOSES) as ConsentPurpose[];

const CONSENT_METHODS = {
  spoken_phone: '電話で口頭',
  spoken_in_person: '対面で口頭',
  chat: 'チャット',
  mail: 'メール',
  written: '書面',
} as const;
export type ConsentMethod = keyof typeof CONSENT_METHODS;
export const CONSENT_METHOD_CODES = Object.keys(CONSENT_METHODS) as ConsentMethod[];

export const CONSENT_GIVERS = ['self', 'family', 'guardian'] as const;
export type ConsentGiver = (typeof CONSENT_GIVERS)[number];

/** One of the two names it: an entry of the directory, or a name that is in none. */
interface Receiver {
  readonly serviceId: string | null;
  readonly name: string;
}

/** What the person agreed to: one receiver, one purpose, with or without their name. */
export interface Consent {
  readonly receiver: Receiver;
  readonly purpose: ConsentPurpose;
  readonly coversIdentity: boolean;
  readonly withdrawnAt: Date | null;
}

/** Sending without consent, as far as it matters here. */
interface Override {
  readonly coversIdentity: boolean;
  readonly confirmedAt: Date | null;
}

export interface SendingCase {
  readonly method: HandoverMethod;
  readonly receiver: Receiver;
  readonly consents: readonly Consent[];
  readonly override: Override | null;
}

export type SendingBasis =
  | { readonly kind: 'consent' | 'legal_ground'; readonly coversIdentity: boolean }
  | { readonly kind: 'nothing_told' }
  | { readonly kind: 'none'; readonly lacks: 'consent' | 'second_person' };

function isSameReceiver(a: Receiver, b: Receiver): boolean {
  if (a.serviceId !== null || b.serviceId !== null) return a.serviceId === b.serviceId;
  return a.name === b.name;
}

/**
 * On what the sending rests: consent to this very receiver for support, not taken back; else a ground in law that a second
 * person confirmed. Where a number is merely told to the caller, nothing of the person reaches anybody.
 */
export function sendingBasis({ method, receiver, consents, override }: SendingCase): SendingBasis {
  const good = consents.filter(
    (consent) =>
      consent.purpose === 'support' &&
      consent.withdrawnAt === null &&
      isSameReceiver(consent.receiver, receiver),
  );
  if (good.length > 0)
    return { kind: 'consent', coversIdentity: good.some(({ coversIdentity }) => coversIdentity) };
  if (override !== null && override.confirmedAt !== null)
    return { kind: 'legal_ground', coversIdentity: override.coversIdentity };
  if (method === 'number_given') return { kind: 'nothing_told' };
  return { kind: 'none', lacks: override === null ? 'consent' : 'second_person' };
}
