import { DomainError } from '../shared/domain-error';

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
