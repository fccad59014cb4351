import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { DomainError, notFound } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import { firstRow, rows, type Tx } from '../../platform/database/sql';
import { isInstant, isUuid, type Page, readCursor, toPage } from '../../platform/http/page';
import type { AlertOutcome } from '../domain/visit-codes';
import type { CheckKind } from '../domain/visit-watch';
import type { AlertQuery } from './alerts.dto';

export interface Alert {
  readonly id: string;
  readonly visitId: string;
  readonly personId: string;
  readonly missed: CheckKind;
  readonly dueAt: Date;
  readonly notedAt: Date;
  readonly answeredAt: Date | null;
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAt: Date | null;
  readonly outcome: AlertOutcome | null;
}

/** $1: the organisation. */
const ALERT = `
  SELECT al.id, al.visit_id AS "visitId", al.person_id AS "personId", al.missed, al.due_at AS "dueAt",
         al.noted_at AS "notedAt", al.answered_at AS "answeredAt", al.acknowledged_by AS "acknowledgedBy",
         al.acknowledged_at AS "acknowledgedAt", al.outcome
  FROM visit_alert AS al WHERE al.organisation_id = $1`;

/** Who did not report, and who looked after it. */
@Injectable()
export class AlertsService {
  constructor(private readonly audit: AuditLog) {}

  /** Newest first. */
  async page(tx: Tx, actor: Actor, query: AlertQuery): Promise<Page<Alert>> {
    const cursor = readCursor(query.cursor, [isInstant, isUuid]);
    const found = await rows<Alert>(
      tx,
      `${ALERT} AND ($2::text IS NULL OR (al.acknowledged_at IS NULL) = ($2 = 'open'))
         AND ($3::timestamptz IS NULL OR (al.noted_at, al.id) < ($3, $4::uuid))
       ORDER BY al.noted_at DESC, al.id DESC LIMIT $5`,
      [actor.organisationId, query.state ?? null, ...(cursor ?? [null, null]), query.limit + 1],
    );
    return toPage(
      found,
      query.limit,
      ({ notedAt, id }) => [notedAt.toISOString(), id],
      (row) => row,
    );
  }

  /** The first who says how it turned out; whoever comes second hears that it was done. */
  async acknowledge(tx: Tx, actor: Actor, now: Date, id: string, outcome: AlertOutcome): Promise<Alert> {
    const alert = await this.byId(tx, actor, id);
    const done = await firstRow(
      tx,
      `UPDATE visit_alert SET acknowledged_by = $2, acknowledged_at = $3, outcome = $4
       WHERE id = $1 AND acknowledged_at IS NULL RETURNING id`,
      [id, actor.accountId, now, outcome],
    );
    if (done === null)
      throw new DomainError('conflict', 'already_acknowledged', 'この連絡なしは既に確認されています。');
    await this.audit.record(tx, actor, now, {
      action: 'visit_alert.acknowledged',
      objectType: 'visit',
      objectId: alert.visitId,
      detail: { alert: id, outcome },
    });
    return this.byId(tx, actor, id);
  }

  private async byId(tx: Tx, actor: Actor, id: string): Promise<Alert> {
    const found = await firstRow<Alert>(tx, `${ALERT} AND al.id = $2`, [actor.organisationId, id]);
    if (!found) throw notFound('連絡なし');
    return found;
  }
}
