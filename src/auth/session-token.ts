export { newToken, tokenHash } from '../platform/crypto/opaque-token';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

interface Carrier {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly cookies?: Readonly<Record<string, string | undefined>>;
}

export const SESSION_COOKIE = '__Host-tsunagi';

/** The session token of a request: bearer header for API clients, cookie for the console. */
export function tokenOf(request: Carrier): string | null {
  const header = request.headers['authorization'];
  const bearer = typeof header === 'string' ? /^Bearer ([^\s]+)$/i.exec(header)?.[1] : undefined;
  const token = bearer ?? (header === undefined ? request.cookies?.[SESSION_COOKIE] : undefined);
  return token !== undefined && TOKEN.test(token) ? token : null;
}
