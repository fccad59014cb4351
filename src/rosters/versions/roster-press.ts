import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../shared/actor';
import { AuditLog } from '../../audit/audit-log';
import { firstRow, type Tx } from '../../platform/database/sql';
import { asNoticed, type CellChange, diffCells, type RosterCell } from '../domain/roster-diff';
import type { RosterStatus } from '../domain/roster-moves';
import { RosterVersionsReader, type VersionCause, type VersionRow } from './roster-versions.reader';

export interface RosterKey {
  readonly periodId: string;
  readonly organisationId: string;
}

export interface LockedRoster extends RosterKey {
  readonly status: RosterStatus;
  readonly version: number;
}

interface NewVersion {
  readonly roster: RosterKey;
  readonly cause: VersionCause;
  readonly note: string;
  readonly before: VersionRow | null;
  readonly cells: readonly RosterCell[];
  readonly changes: ReadonlyMap<string, readonly CellChange[]>;
}

/** Prints versions: snapshot, each person's own notice, and the audit row. */
@Injectable()
export class RosterPress {
  constructor(
    private readonly reader: RosterVersionsReader,
    private readonly audit: AuditLog,
  ) {}

  /** Whoever publishes or moves this roster queues here. Before any shift, never after. */
  async lock(tx: Tx, now: Date, { periodId, organisationId }: RosterKey): Promise<LockedRoster> {
    await tx.query(
      `INSERT INTO roster (period_id, organisation_id, status, version, updated_at) VALUES ($1, $2, 'wishes', 0, $3)
       ON CONFLICT (period_id, organisation_id) DO NOTHING`,
      [periodId, organisationId, now],
    );
    const found = await firstRow<Pick<LockedRoster, 'status' | 'version'>>(
      tx,
      `SELECT r.status, r.version FROM roster AS r WHERE r.period_id = $1 AND r.organisation_id = $2 FOR UPDATE`,
      [periodId, organisationId],
    );
    if (!found) throw new Error('A roster row that was just written is not there');
    return { periodId, organisationId, ...found };
  }

  /** Null when these cells say what the newest version says already. Call with the roster locked. */
  async print(
    tx: Tx,
    actor: Actor,
    now: Date,
    order: Pick<NewVersion, 'roster' | 'cause' | 'note' | 'cells'>,
  ): Promise<VersionRow | null> {
    const { periodId, organisationId } = order.roster;
    const before = await this.reader.newest(tx, periodId, organisationId);
    const changes = diffCells(before ? await this.reader.cells(tx, before.id) : [], order.cells);
    if (before && changes.size === 0) return null;
    return this.store(tx, actor, now, { ...order, before, changes });
  }

  /** Published again as it was: no version, but a change of the roster. */
  async recordReturn(tx: Tx, actor: Actor, now: Date, roster: LockedRoster): Promise<void> {
    await this.audit.record(tx, actor, now, {
      action: 'roster.changed',
      objectType: 'period',
      objectId: roster.periodId,
      organisationId: roster.organisationId,
      detail: { from: roster.status, to: 'published' },
    });
  }

  private async store(tx: Tx, actor: Actor, now: Date, version: NewVersion): Promise<VersionRow> {
    const id = uuidv7();
    const { periodId, organisationId } = version.roster;
    const number = (version.before?.number ?? 0) + 1;
    await tx.query(
      `INSERT INTO roster_version (id, period_id, organisation_id, number, cause, note, account_id, published_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, periodId, organisationId, number, version.cause, version.note, actor.accountId, now],
    );
    await tx.query(INSERT_CELLS, [id, organisationId, JSON.stringify(version.cells)]);
    const notices = [...version.changes].map(([personId, changes]) => ({
      id: uuidv7(),
      personId,
      changes: changes.map(asNoticed),
    }));
    await tx.query(INSERT_NOTICES, [id, organisationId, JSON.stringify(notices), now]);
    await this.audit.record(tx, actor, now, {
      action: 'roster_version.published',
      objectType: 'roster_version',
      objectId: id,
      organisationId,
      detail: {
        periodId,
        number,
        cause: version.cause,
        cells: version.cells.length,
        notices: notices.length,
      },
    });
    return this.reader.byId(tx, id);
  }
}

const INSERT_CELLS = `
  INSERT INTO roster_version_cell (roster_version_id, organisation_id, assignment_id, shift_id, person_id, channel,
    field_code, role, starts_at, ends_at)
  SELECT $1, $2, c."assignmentId", c."shiftId", c."personId", c.channel, c."fieldCode", c.role, c."startsAt", c."endsAt"
  FROM jsonb_to_recordset($3::jsonb) AS c("assignmentId" uuid, "shiftId" uuid, "personId" uuid, channel text,
    "fieldCode" text, role text, "startsAt" timestamptz, "endsAt" timestamptz)`;

const INSERT_NOTICES = `
  INSERT INTO roster_notice (id, roster_version_id, organisation_id, person_id, changes, created_at)
  SELECT n.id, $1, $2, n."personId", n.changes, $4
  FROM jsonb_to_recordset($3::jsonb) AS n(id uuid, "personId" uuid, changes jsonb)`;
