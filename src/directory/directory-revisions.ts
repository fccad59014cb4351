import { Injectable } from '@nestjs/common';
import type { Actor } from '../shared/actor';
import { AuditLog } from '../audit/audit-log';
import type { Tx } from '../platform/database/sql';

export type DirectoryObject = 'body' | 'service' | 'location';

/** One version of an entry, as it came to be. */
export interface DirectoryRevision {
  readonly objectType: DirectoryObject;
  readonly objectId: string;
  readonly version: number;
  /** Past participle: `created`, `changed`, `verified`, `retired` … */
  readonly change: string;
  readonly content: object;
  /** Organisation that alone may see it. */
  readonly confidentialTo?: string;
}

/** Keeps what an entry held in each version, and who wrote it. */
@Injectable()
export class DirectoryRevisions {
  constructor(private readonly audit: AuditLog) {}

  async keep(tx: Tx, actor: Actor, now: Date, revision: DirectoryRevision): Promise<void> {
    const { objectType, objectId, version, change, content, confidentialTo } = revision;
    await tx.query(
      `INSERT INTO directory_revision
         (object_type, object_id, version, organisation_id, is_confidential, change, content, account_id, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        objectType,
        objectId,
        version,
        confidentialTo ?? null,
        confidentialTo !== undefined,
        change,
        JSON.stringify(content),
        actor.accountId,
        now,
      ],
    );
    await this.audit.record(tx, actor, now, {
      action: `directory_${objectType}.${change}`,
      objectType: `directory_${objectType}`,
      objectId,
      detail: { version },
    });
  }
}
