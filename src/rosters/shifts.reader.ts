import { Injectable } from '@nestjs/common';
import type { Actor } from '../shared/actor';
import { notFound } from '../shared/domain-error';
import { formatTokyo } from '../shared/tokyo-time';
import { mayDo } from '../platform/authz/permissions';
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
  readonly isPinned: boolean;
}

/** Whose names an actor is shown in a shift. */
type View = 'drafts' | 'published' | 'own_published';

/** Drafts are the planners' alone. A counsellor sees colleagues where the organisation says so. */
function viewOf(actor: Actor): View {
  if (mayDo(actor.roles, 'shift.write')) return 'drafts';
  return actor.roles.includes('supervisor') ? 'published' : 'own_published';
}

const SEAT = `json_build_object('personId', p.id, 'familyName', p.family_name, 'givenName', p.given_name,
  'assignedAt', sa.assigned_at, 'isPinned', sa.is_pinned) ORDER BY sa.assigned_at, p.id`;

const SEATS: Readonly<Record<View, string>> = {
  drafts: `
    SELECT coalesce(json_agg(${SEAT}), '[]'::json)
    FROM shift_assignment AS sa JOIN person AS p ON p.id = sa.person_id
    WHERE sa.shift_id = s.id AND sa.released_at IS NULL`,
  published: published('true'),
  own_published: published(`c.person_id = nullif(current_setting('tsunagi.person_id', true), '')::uuid
    OR EXISTS (SELECT FROM roster AS r WHERE r.period_id = s.period_id AND r.organisation_id = s.organisation_id
               AND r.shows_colleagues)`),
};

/** Of the newest version alone. */
function published(shown: string): string {
  return `
    SELECT coalesce(json_agg(${SEAT}), '[]'::json)
    FROM roster_version_cell AS c
    JOIN shift_assignment AS sa ON sa.id = c.assignment_id
    JOIN person AS p ON p.id = c.person_id
    WHERE c.shift_id = s.id AND (${shown})
      AND c.roster_version_id = (
        SELECT v.id FROM roster_version AS v
        WHERE v.period_id = s.period_id AND v.organisation_id = s.organisation_id ORDER BY v.number DESC LIMIT 1)`;
}

function shiftsFor(actor: Actor): string {
  return `
    SELECT s.id, s.period_id AS "periodId", s.organisation_id AS "organisationId", s.channel,
           s.field_code AS "fieldCode", s.role, s.starts_at AS "startsAt", s.ends_at AS "endsAt", s.seats, s.version,
           (${SEATS[viewOf(actor)]}) AS assignments
    FROM shift AS s`;
}

@Injectable()
export class ShiftsReader {
  /** In the order of the day. `from` and `until` find every shift that touches the stretch, also one under way at its start. */
  async page(tx: Tx, actor: Actor, query: ShiftQuery): Promise<Page<ShiftView>> {
    const cursor = readCursor(query.cursor, [isInstant, isUuid]);
    const found = await rows<ShiftRow>(
      tx,
      `${shiftsFor(actor)}
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

  async byId(tx: Tx, actor: Actor, id: string): Promise<ShiftView> {
    const found = await firstRow<ShiftRow>(tx, `${shiftsFor(actor)} WHERE s.id = $1`, [id]);
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
