import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { DomainError } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import type { Tx } from '../../platform/database/sql';
import { holdCalls } from '../hold-calls';
import { CallLinkStore } from './call-link-store';

/** Makes a call free for the sheet that a person says it belongs to. */
@Injectable()
export class CallClaims {
  constructor(
    private readonly store: CallLinkStore,
    private readonly audit: AuditLog,
  ) {}

  /**
   * A machine's guess gives way to a person's word: nobody who files a sheet at night is stopped by it. What a person
   * linked stays linked.
   */
  async claim(tx: Tx, actor: Actor, now: Date, contactId: string): Promise<void> {
    await holdCalls(tx, [contactId]);
    const holder = await this.store.holder(tx, contactId);
    if (holder === null) return;
    const { id, organisationId, version, how } = holder;
    if (how !== 'automatic') throw callHasSheet();
    const freed = { id, organisationId, version: version + 1 };
    if (!(await this.store.point(tx, now, freed, null))) throw callHasSheet();
    await this.store.record(tx, now, freed, [
      { contactId, change: 'unlinked', how: 'claimed', reason: null, accountId: actor.accountId },
    ]);
    await this.audit.record(tx, actor, now, {
      action: 'consultation.call_unlinked',
      objectType: 'consultation',
      objectId: id,
      organisationId,
      detail: { contactId, how: 'claimed' },
    });
  }
}

function callHasSheet(): DomainError {
  return new DomainError('conflict', 'call_has_sheet', 'この呼には既に別の相談記録票があります。');
}
