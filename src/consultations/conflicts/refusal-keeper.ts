import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { DomainError, type ErrorKind } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import { Clock } from '../../platform/clock/clock';
import { asDomainError, ROW_WALL } from '../../platform/database/constraint-errors';
import { Database } from '../../platform/database/database';
import type { Tx } from '../../platform/database/sql';
import { StaleWrite } from '../stale-write';
import { ConflictStore, type RefusedWrite, type Writer } from './conflict-store';

/** Refusals after which the text would be nowhere but on a screen (D-06). */
const LOSES_TEXT: readonly ErrorKind[] = ['invalid', 'conflict', 'stale', 'precondition_required'];

/** No refused write destroys what was typed: the refusal is answered only after a copy of the text is committed. */
@Injectable()
export class RefusalKeeper {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly conflicts: ConflictStore,
    private readonly audit: AuditLog,
  ) {}

  keeping<T>(actor: Actor, sent: RefusedWrite, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.orKeep(actor, sent, () => this.database.transaction(actor, work));
  }

  /** The same for a write that brings its own transaction. */
  async orKeep<T>(actor: Actor, sent: RefusedWrite, write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (error) {
      const refusal = asDomainError(error);
      const writer = writerOf(actor);
      if (refusal === null || writer === null || !losesText(refusal)) throw error;
      await this.keep(actor, writer, sent, refusal.code);
      throw saidSo(refusal);
    }
  }

  /**
   * In a transaction of its own: that of the write is gone. It stands for the account and not for the person, who may have
   * been kept out of the case while typing.
   */
  private async keep(actor: Actor, writer: Writer, sent: RefusedWrite, reason: string): Promise<void> {
    const now = this.clock.now();
    await this.database.transaction({ ...actor, personId: null }, async (tx) => {
      if (!(await this.conflicts.keep(tx, now, writer, sent, reason))) return;
      await this.audit.record(tx, actor, now, {
        action: 'consultation.conflict_kept',
        objectType: 'consultation',
        objectId: sent.consultationId,
        detail: { kind: sent.kind, reason, basedOn: sent.basedOn },
      });
    });
  }
}

function losesText({ kind, code }: DomainError): boolean {
  return LOSES_TEXT.includes(kind) || code === ROW_WALL;
}

function writerOf({ accountId, organisationId }: Actor): Writer | null {
  return accountId === null || organisationId === null ? null : { accountId, organisationId };
}

function saidSo(refusal: DomainError): DomainError {
  const message = `${refusal.message}送られた内容は控えとして保存してあります。`;
  if (refusal instanceof StaleWrite) return new StaleWrite(refusal.current, message);
  return new DomainError(refusal.kind, refusal.code, message, refusal.faults);
}
