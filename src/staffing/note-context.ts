import type { SealContext } from '../platform/crypto/seal';

export function noteContext(rowId: string): SealContext {
  return { table: 'availability', rowId, field: 'note' };
}
