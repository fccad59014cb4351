import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits; only the hash is stored, so a stolen dump opens nothing. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
