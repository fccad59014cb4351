import { createHash } from 'node:crypto';

/** Shaped like UUIDv7, so that ids sort by time as real ones do; the random part comes from the name. */
export function rowId(at: Date, name: string): string {
  const time = at.getTime().toString(16).padStart(12, '0');
  const hex = createHash('sha256').update(`tsunagi/demo/${name}`).digest('hex');
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(3), 16) % 4);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(7, 19)}`;
}
