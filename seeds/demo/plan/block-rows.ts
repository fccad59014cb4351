import {
  formatTokyo,
  HOUR_MS,
  nextTokyoDay,
  startOfTokyoDay,
  tokyoDay,
} from '../../../src/shared/tokyo-time';
import { accountId } from '../demo-ids';
import { DESKS, type Desk, HOME_NPO } from '../demo-organisations';
import { organisationId } from '../people';
import { rowId } from '../row-ids';
import { PLANNED_PERIOD_ID, type PlannedPeriod } from './planned-period';

/** Bodies that have not answered the office yet. */
const SILENT = ['minato', 'nijigaoka'];

interface BlockRow {
  readonly id: string;
  readonly period_id: string;
  readonly organisation_id: string;
  readonly channel: string;
  readonly field_code: string | null;
  readonly role: string;
  readonly starts_at: string;
  readonly ends_at: string;
  readonly seats: number;
  readonly fill_by: string;
  readonly status: 'offered' | 'accepted';
  readonly version: number;
}

/** A block for every stretch of every desk; most are accepted, and those are the shifts to fill. */
export function blockRows(plan: PlannedPeriod): BlockRow[] {
  const rows: BlockRow[] = [];
  for (let day = tokyoDay(plan.from); startOfTokyoDay(day) < plan.until; day = nextTokyoDay(day)) {
    const midnight = startOfTokyoDay(day).getTime();
    for (const desk of DESKS) {
      for (const [from, until, seats] of desk.blocks) {
        const [startsAt, endsAt] = [from, until].map((hour) => new Date(midnight + hour * HOUR_MS));
        if (startsAt && endsAt && startsAt >= plan.from && endsAt <= plan.until) {
          rows.push(blockRow(plan, desk, { startsAt, endsAt, seats }));
        }
      }
    }
  }
  return rows;
}

export function blockEventRows(plan: PlannedPeriod, blocks: readonly BlockRow[]) {
  return blocks.flatMap((block) => {
    const event = {
      allotment_id: block.id,
      organisation_id: block.organisation_id,
      seats_after: block.seats,
      occurred_at: formatTokyo(plan.plannedAt),
    };
    const offered = {
      ...event,
      version: 1,
      move: 'offered',
      seats_before: 0,
      account_id: accountId('contractor'),
    };
    // Only one of the demo's bodies has a coordinator's account; the others' answers came before there were accounts.
    const by = block.organisation_id === organisationId(HOME_NPO) ? accountId('coordinator') : null;
    const accepted = { ...event, version: 2, move: 'accepted', seats_before: block.seats, account_id: by };
    return block.status === 'accepted' ? [offered, accepted] : [offered];
  });
}

/** The shifts that acceptances made. */
export function allottedShiftRows(plan: PlannedPeriod, blocks: readonly BlockRow[]) {
  return blocks
    .filter(({ status }) => status === 'accepted')
    .map((block) => ({
      id: rowId(plan.plannedAt, `planned-shift/${block.id}`),
      allotment_id: block.id,
      period_id: block.period_id,
      organisation_id: block.organisation_id,
      channel: block.channel,
      field_code: block.field_code,
      role: block.role,
      starts_at: block.starts_at,
      ends_at: block.ends_at,
      seats: block.seats,
    }));
}

interface Stretch {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly seats: number;
}

function blockRow(plan: PlannedPeriod, desk: Desk, { startsAt, endsAt, seats }: Stretch): BlockRow {
  const [onlyField] = desk.serves;
  const name = [desk.organisation, desk.role, desk.channel, startsAt.toISOString()].join('/');
  const status = SILENT.includes(desk.organisation) ? 'offered' : 'accepted';
  return {
    id: rowId(plan.plannedAt, `block/${name}`),
    period_id: PLANNED_PERIOD_ID,
    organisation_id: organisationId(desk.organisation),
    channel: desk.channel,
    field_code: desk.serves.length === 1 && onlyField ? onlyField : null,
    role: desk.role,
    starts_at: formatTokyo(startsAt),
    ends_at: formatTokyo(endsAt),
    seats,
    fill_by: formatTokyo(plan.fillBy),
    status,
    version: status === 'accepted' ? 2 : 1,
  };
}
