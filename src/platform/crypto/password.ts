import { hash, verify } from '@node-rs/argon2';

/** OWASP Password Storage: argon2id with 19 MiB, two passes, one lane (Algorithm 2 is Argon2id). */
const PARAMETERS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const MAX_LENGTH = 128;

export async function hashPassword(password: string): Promise<string> {
  return hash(password, PARAMETERS);
}

/**
 * True when the password fits. An unknown account is checked against a hash nobody has, so that the answer takes as long
 * and does not tell which addresses exist.
 */
export async function passwordFits(password: string, storedHash: string | null): Promise<boolean> {
  if (password.length > MAX_LENGTH) return false;
  const fits = await verify(storedHash ?? (await decoyHash()), password);
  return fits && storedHash !== null;
}

let decoy: Promise<string> | null = null;

function decoyHash(): Promise<string> {
  decoy ??= hashPassword('no account has this password');
  return decoy;
}
