import { Injectable } from '@nestjs/common';
import { notFound } from '../shared/domain-error';
import { formatTokyo } from '../shared/tokyo-time';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import { isInstant, isUuid, type Page, readCursor, toPage } from '../platform/http/page';
import type { Shift } from './shift.entity';
import type { ShiftQuery, ShiftView } from './shifts.dto';

interface ShiftRow extends Omit<Shift, 'createdAt'> {
  readonly assignments: readonly AssignmentRow[];
}

/** As PostgreSQL writes it into JSON. */
interface AssignmentRow {
  readonly personId: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly assignedAt: string;
}

const SHIFT = `
  SELECT s.id, s.period_id AS "periodId", s.organisation_id AS "organisationId", s.channel, s.field_code AS "fieldCode",
         s.role, s.starts_at AS "startsAt", s.ends_at AS "endsAt", s.seats, s.version,
         (SELECT coalesce(json_agg(json_build_object('personId', p.id, 'familyName', p.family_name,
                   'givenName', p.given_name, 'assignedAt', sa.assigned_at) ORDER BY sa.assigned_at, p.id), '[]'::json)
          FROM shift_assignment AS sa JOIN person AS p ON p.id = sa.person_id
          WHERE sa.shift_id = s.id AND sa.released_at IS NULL) AS assignments
  FROM shift AS s`;

@Injectable()
export class ShiftsReader {
  /** In the order of the day. `from` and `until` find every shift that touches the stretch, also one under way at its start. */
  async page(tx: Tx, query: ShiftQuery): Promise<Page<ShiftView>> {
    const cursor = readCursor(query.cursor, [isInstant, isUuid]);
    const found = await rows<ShiftRow>(
      tx,
      `${SHIFT}
       WHERE ($1::uuid IS NULL OR s.period_id = $1) AND ($2::uuid IS NULL OR s.organisation_id = $2)
         AND ($3::timestamptz IS NULL OR s.ends_at > $3) AND ($4::timestamptz IS NULL OR s.starts_at < $4)
         AND ($5::timestamptz IS NULL OR (s.starts_at, s.id) > ($5, $6::uuid))
       ORDER BY s.starts_at, s.id LIMIT $7`,
      [
        query.periodId ?? null,
        query.organisationId ?? null,
        query.from ?? null,
        query.until ?? null,
        cursor?.[0] ?? null,
        cursor?.[1] ?? null,
        query.limit + 1,
      ],
    );
    return toPage(found, query.limit, (row) => [row.startsAt.toISOString(), row.id], present);
  }

  async byId(tx: Tx, id: string): Promise<ShiftView> {
    const found = await firstRow<ShiftRow>(tx, `${SHIFT} WHERE s.id = $1`, [id]);
    if (!found) throw notFound('シフト');
    return present(found);
  }
}

function present(row: ShiftRow): ShiftView {
  return {
    ...row,
    startsAt: formatTokyo(row.startsAt),
    endsAt: formatTokyo(row.endsAt),
    assignments: row.assignments.map((seat) => ({
      ...seat,
      assignedAt: formatTokyo(new Date(seat.assignedAt)),
    })),
  };
}
