import type { Actor } from '../shared/actor';
import { mayDo } from '../platform/authz/permissions';
import type { Tx } from '../platform/database/sql';

/**
 * Lets the rest of the transaction see confidential locations, if its actor has the right. Every other transaction is blind to
 * them, whatever its query says; and even behind this door they are rows of the organisation that entered them.
 */
export async function openConfidential(tx: Tx, actor: Actor): Promise<void> {
  if (!mayDo(actor.roles, 'directory.confidential')) return;
  await tx.query(`SELECT set_config('tsunagi.directory_confidential', 'open', true)`);
}
