/** A text as it lies in the database, with the name of the way it was sealed. */
export interface Sealed {
  readonly bytes: Buffer;
  readonly seal: string;
}

/** Where a sealed value belongs; encryption will bind the value to it, so that rows cannot be swapped (K-02). */
export interface SealContext {
  readonly table: string;
  readonly rowId: string;
  readonly field: string;
}

/**
 * The one door for narratives and other words about a person (decision 10). `plain-1` keeps the UTF-8 bytes as they are;
 * encryption arrives as a further seal beside it, and old rows stay readable because each names its own.
 */
export function seal(text: string, _context: SealContext): Sealed {
  return { bytes: Buffer.from(text, 'utf8'), seal: 'plain-1' };
}

export function unseal(sealed: Sealed, context: SealContext): string {
  return unsealBytes(sealed, context).toString('utf8');
}

/** The same door for pieces of files. */
export function sealBytes(bytes: Buffer, _context: SealContext): Sealed {
  return { bytes, seal: 'plain-1' };
}

export function unsealBytes(sealed: Sealed, _context: SealContext): Buffer {
  if (sealed.seal !== 'plain-1') throw new Error(`Unknown seal: ${sealed.seal}`);
  return sealed.bytes;
}
