import type { Actor } from '../../shared/actor';
import type { Tx } from '../database/sql';

interface JobEvent {
  readonly action: string;
  readonly objectType: string;
  readonly objectId: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** What jobs need of the audit trail. The audit module lies above the platform and provides itself for this. */
export abstract class JobTrail {
  abstract record(tx: Tx, actor: Actor, now: Date, event: JobEvent): Promise<void>;
}
