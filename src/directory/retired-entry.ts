import { DomainError } from '../shared/domain-error';
import { rows, type Tx } from '../platform/database/sql';
import { stale } from '../platform/http/entity-tag';

export function refuseRetired(entry: { readonly status: string }): void {
  if (entry.status !== 'retired') return;
  throw new DomainError(
    'conflict',
    'retired',
    '掲載を終えたつなぎ先は変更できません。新しく登録してください。',
  );
}

/** An entry and the version a change to it is based on. */
export interface VersionedEntry {
  readonly id: string;
  readonly version: number;
}

export async function retireEntry(
  tx: Tx,
  now: Date,
  table: 'directory_body' | 'directory_location',
  target: VersionedEntry,
  reason: string,
): Promise<void> {
  const changed = await rows(
    tx,
    `UPDATE ${table} SET status = 'retired', retired_reason = $3, updated_at = $4, version = version + 1
     WHERE id = $1 AND version = $2 RETURNING id`,
    [target.id, target.version, reason, now],
  );
  if (changed.length === 0) throw stale();
}
