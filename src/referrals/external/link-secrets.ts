import { randomInt } from 'node:crypto';
import { PIN_LENGTH, spellToken, TOKEN_ALPHABET, TOKEN_LENGTH } from '../domain/external-link';

export function newLinkToken(): string {
  const characters = Array.from(
    { length: TOKEN_LENGTH },
    () => TOKEN_ALPHABET[randomInt(TOKEN_ALPHABET.length)],
  );
  return spellToken(characters.join(''));
}

export function newPin(): string {
  return Array.from({ length: PIN_LENGTH }, () => randomInt(10)).join('');
}
