import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { AuditLog } from '../../audit/audit-log';
import { rows, type Tx } from '../../platform/database/sql';
import { type NoticeRow, RosterNoticesReader } from './roster-notices.reader';

@Injectable()
export class RosterNoticesService {
  constructor(
    private readonly reader: RosterNoticesReader,
    private readonly audit: AuditLog,
  ) {}

  /** Confirmed once, by the person or by whoever asked them; saying it again changes nothing. */
  async confirm(tx: Tx, actor: Actor, now: Date, notice: NoticeRow): Promise<NoticeRow> {
    const confirmed = await rows<{ id: string }>(
      tx,
      `UPDATE roster_notice SET confirmed_at = $2, confirmed_by = $3 WHERE id = $1 AND confirmed_at IS NULL RETURNING id`,
      [notice.id, now, actor.accountId],
    );
    if (confirmed.length > 0) {
      await this.audit.record(tx, actor, now, {
        action: 'roster_notice.confirmed',
        objectType: 'roster_notice',
        objectId: notice.id,
        organisationId: notice.organisationId,
        detail: { personId: notice.personId, byThePerson: notice.personId === actor.personId },
      });
    }
    return this.reader.byId(tx, now, notice.id);
  }
}
