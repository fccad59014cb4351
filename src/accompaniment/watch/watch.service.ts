import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { systemActor } from '../../shared/actor';
import { AuditLog } from '../../audit/audit-log';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { firstRow, type Tx } from '../../platform/database/sql';
import { missed, nextLook } from '../domain/visit-watch';
import { type Visit, VisitsReader } from '../visits.reader';

const AT_ONCE = 100;
const WATCH = systemActor('visit-watch');

/** Notes the checks that did not come, each visit by itself. */
@Injectable()
export class WatchService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reader: VisitsReader,
    private readonly audit: AuditLog,
  ) {}

  /** Says how many were missed; whatever is left is found the next time. */
  async sweep(): Promise<number> {
    const now = this.clock.now();
    const due = await this.database.transaction(WATCH, (tx) => this.reader.toWatch(tx, now, AT_ONCE));
    let noted = 0;
    for (const { id } of due) {
      noted += await this.database.transaction(WATCH, (tx) => this.look(tx, now, id));
    }
    return noted;
  }

  private async look(tx: Tx, now: Date, id: string): Promise<number> {
    const visit = await this.reader.lockedToWatch(tx, now, id);
    if (visit === null) return 0;
    let noted = 0;
    for (const due of missed(visit, now)) {
      const alert = { ...due, id: uuidv7() };
      if (await insertAlert(tx, visit, alert, now)) {
        await this.record(tx, now, visit, alert);
        noted += 1;
      }
    }
    await tx.query(`UPDATE visit SET watch_at = $2 WHERE id = $1`, [id, nextLook(visit, now)]);
    return noted;
  }

  private record(tx: Tx, now: Date, visit: Visit, alert: NewAlert): Promise<void> {
    return this.audit.record(tx, WATCH, now, {
      action: 'visit_alert.noted',
      objectType: 'visit',
      objectId: visit.id,
      organisationId: visit.organisationId,
      detail: { alert: alert.id, missed: alert.kind, person: alert.personId },
    });
  }
}

type NewAlert = ReturnType<typeof missed>[number] & { readonly id: string };

/** False: noted before. */
async function insertAlert(tx: Tx, visit: Visit, alert: NewAlert, now: Date): Promise<boolean> {
  const added = await firstRow(
    tx,
    `INSERT INTO visit_alert (id, visit_id, organisation_id, consultation_id, person_id, missed, due_at, noted_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT ON CONSTRAINT uq_visit_alert DO NOTHING RETURNING id`,
    [
      alert.id,
      visit.id,
      visit.organisationId,
      visit.consultationId,
      alert.personId,
      alert.kind,
      alert.dueAt,
      now,
    ],
  );
  return added !== null;
}
