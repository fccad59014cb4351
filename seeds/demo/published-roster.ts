import { asNoticed, diffCells, type RosterCell } from '../../src/rosters/domain/roster-diff';
import { formatTokyo, HOUR_MS } from '../../src/shared/tokyo-time';
import { accountId } from './demo-ids';
import { HOME_NPO } from './demo-organisations';
import type { Columns } from './insert-rows';
import { organisationId } from './people';
import type { Roster } from './roster';
import { rowId } from './row-ids';
import type { AssignmentRow, ShiftRow } from './rows';

/** One of so many people has not confirmed yet, so that the chase list has somebody on it. */
const OPEN_EVERY = 6;

const ROSTER: Columns = {
  period_id: 'uuid',
  organisation_id: 'uuid',
  status: 'text',
  version: 'integer',
  updated_at: 'timestamptz',
};

const VERSION: Columns = {
  id: 'uuid',
  period_id: 'uuid',
  organisation_id: 'uuid',
  number: 'integer',
  cause: 'text',
  note: 'text',
  account_id: 'uuid',
  published_at: 'timestamptz',
};

const CELL: Columns = {
  roster_version_id: 'uuid',
  organisation_id: 'uuid',
  assignment_id: 'uuid',
  shift_id: 'uuid',
  person_id: 'uuid',
  channel: 'text',
  field_code: 'text',
  role: 'text',
  starts_at: 'timestamptz',
  ends_at: 'timestamptz',
};

const NOTICE: Columns = {
  id: 'uuid',
  roster_version_id: 'uuid',
  organisation_id: 'uuid',
  person_id: 'uuid',
  changes: 'jsonb',
  created_at: 'timestamptz',
  confirmed_at: 'timestamptz',
  confirmed_by: 'uuid',
};

export const PUBLISHED_COLUMNS = {
  roster: ROSTER,
  roster_version: VERSION,
  roster_version_cell: CELL,
  roster_notice: NOTICE,
} as const;

interface Publication {
  readonly periodId: string;
  readonly publishedAt: Date;
  /** Whoever tries the demo as this person finds something to confirm. */
  readonly unconfirmedId: string | null;
}

interface Version extends Publication {
  readonly id: string;
  readonly organisationId: string;
  readonly by: string;
}

/** Version 1 of every organisation of the roster: what is assigned is what was said, and most people have confirmed it. */
export function publishedRows({ shifts, assignments }: Roster, publication: Publication) {
  const planned = new Map(shifts.map((shift) => [shift.id, shift]));
  const organisations = [...new Set(shifts.map((shift) => shift.organisation_id))];
  const versions = organisations.map((each) => versionOf(each, publication));
  return {
    roster: versions.map(rosterRow),
    roster_version: versions.map(versionRow),
    roster_version_cell: versions.flatMap((version) =>
      cellsOf(version, planned, assignments).map((cell) => cellRow(version, cell)),
    ),
    roster_notice: versions.flatMap((version) => noticeRows(version, cellsOf(version, planned, assignments))),
  };
}

function versionOf(organisation: string, publication: Publication): Version {
  return {
    ...publication,
    id: rowId(publication.publishedAt, `roster-version/${publication.periodId}/${organisation}/1`),
    organisationId: organisation,
    // Only one of the demo's bodies has a coordinator's account; for the others the office publishes.
    by: accountId(organisation === organisationId(HOME_NPO) ? 'coordinator' : 'contractor'),
  };
}

function rosterRow({ periodId, organisationId: organisation, publishedAt }: Version) {
  return {
    period_id: periodId,
    organisation_id: organisation,
    status: 'published',
    version: 2,
    updated_at: formatTokyo(publishedAt),
  };
}

function versionRow({ id, periodId, organisationId: organisation, by, publishedAt }: Version) {
  return {
    id,
    period_id: periodId,
    organisation_id: organisation,
    number: 1,
    cause: 'publication',
    note: '初版',
    account_id: by,
    published_at: formatTokyo(publishedAt),
  };
}

function cellsOf(
  version: Version,
  planned: ReadonlyMap<string, ShiftRow>,
  assignments: readonly AssignmentRow[],
): RosterCell[] {
  return assignments.flatMap((assignment) => {
    const shift = planned.get(assignment.shift_id);
    if (shift?.organisation_id !== version.organisationId) return [];
    return [
      {
        assignmentId: assignment.id,
        shiftId: shift.id,
        personId: assignment.person_id,
        channel: shift.channel,
        fieldCode: shift.field_code,
        role: shift.role,
        startsAt: new Date(shift.starts_at),
        endsAt: new Date(shift.ends_at),
      },
    ];
  });
}

function cellRow(version: Version, cell: RosterCell) {
  return {
    roster_version_id: version.id,
    organisation_id: version.organisationId,
    assignment_id: cell.assignmentId,
    shift_id: cell.shiftId,
    person_id: cell.personId,
    channel: cell.channel,
    field_code: cell.fieldCode,
    role: cell.role,
    starts_at: formatTokyo(cell.startsAt),
    ends_at: formatTokyo(cell.endsAt),
  };
}

function noticeRows(version: Version, cells: readonly RosterCell[]) {
  const told = [...diffCells([], cells)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return told.map(([personId, changes], index) => {
    const open = personId === version.unconfirmedId || index % OPEN_EVERY === OPEN_EVERY - 1;
    const confirmedAt = new Date(version.publishedAt.getTime() + (1 + (index % 20)) * HOUR_MS);
    return {
      id: rowId(version.publishedAt, `roster-notice/${version.id}/${personId}`),
      roster_version_id: version.id,
      organisation_id: version.organisationId,
      person_id: personId,
      changes: changes.map(asNoticed),
      created_at: formatTokyo(version.publishedAt),
      confirmed_at: open ? null : formatTokyo(confirmedAt),
      // Hardly anybody of the demo has an account: they said so on the telephone.
      confirmed_by: open ? null : version.by,
    };
  });
}
