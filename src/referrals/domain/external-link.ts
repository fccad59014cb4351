import { HOUR_MS } from '../../shared/tokyo-time';

/** So long after the reply deadline a receiver may still say how it went. */
const LIFE_AFTER_DEADLINE_MS = 14 * 24 * HOUR_MS;

export const LINK_STATES = ['live', 'locked', 'expired', 'revoked'] as const;
export type LinkState = (typeof LINK_STATES)[number];

export interface LinkDates {
  readonly lockedAt: Date | null;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

export function linkExpiry(respondBy: Date | null, now: Date): Date {
  const from = Math.max(respondBy?.getTime() ?? 0, now.getTime());
  return new Date(from + LIFE_AFTER_DEADLINE_MS);
}

export function linkState({ lockedAt, expiresAt, revokedAt }: LinkDates, now: Date): LinkState {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt <= now) return 'expired';
  return lockedAt === null ? 'live' : 'locked';
}

/** Crockford's base 32: no letter that a fax turns into another. */
export const TOKEN_ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
/** 28 characters are 140 bits. */
export const TOKEN_LENGTH = 28;
const GROUP = 4;

/** In groups of four, as it is printed and typed. */
export function spellToken(plain: string): string {
  return (plain.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []).join('-');
}

/** What was typed from paper, as it was printed; anything else comes back as it is and opens nothing. */
export function readToken(typed: string): string {
  const plain = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\-‐–—ー]/g, '')
    .replaceAll('o', '0')
    .replace(/[il]/g, '1');
  return plain.length === TOKEN_LENGTH ? spellToken(plain) : typed;
}

export const PIN_LENGTH = 8;
export const PINS_ALLOWED = 5;

/** As the telephone told it: full width, blanks and hyphens are no mistakes. Null: cannot be one. */
export function readPin(typed: string): string | null {
  const digits = typed.normalize('NFKC').replace(/[\s\-‐–—ー]/g, '');
  return new RegExp(`^\\d{${PIN_LENGTH}}$`).test(digits) ? digits : null;
}

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/;
const HOST = /^[A-Za-z0-9.:[\]-]{1,255}$/;

/** What the QR code says. TLS ends before this server, and a session that needs it works on no other scheme. */
export function externalAddress(host: string, token: string): string | null {
  if (!HOST.test(host)) return null;
  return `${LOOPBACK.test(host) ? 'http' : 'https'}://${host}${externalPath(token)}`;
}

export function externalPath(token: string): string {
  return `/external/referrals/${encodeURIComponent(token)}`;
}
