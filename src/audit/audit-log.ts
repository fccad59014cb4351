import { Injectable } from '@nestjs/common';
import type { Actor } from '../shared/actor';
import type { Tx } from '../platform/database/sql';

/** One change or one read worth remembering. `detail` holds codes, ids and counts, never a narrative or a person's name. */
export interface AuditEntry {
  /** `<object>.<past participle>`, e.g. `period.created`. */
  readonly action: string;
  readonly objectType: string;
  readonly objectId: string;
  /** The organisation whose row it is; defaults to the actor's. */
  readonly organisationId?: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Append-only trail, written in the transaction of the change itself: no change without its row, no row without its change. */
@Injectable()
export class AuditLog {
  async record(tx: Tx, actor: Actor, now: Date, entry: AuditEntry): Promise<void> {
    await tx.query(
      `INSERT INTO audit_log (occurred_at, organisation_id, account_id, action, object_type, object_id, detail, request_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        now,
        entry.organisationId === undefined ? actor.organisationId : entry.organisationId,
        actor.accountId,
        entry.action,
        entry.objectType,
        entry.objectId,
        JSON.stringify(entry.detail ?? {}),
        actor.requestId,
      ],
    );
  }
}
