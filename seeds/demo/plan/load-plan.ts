import type { EntityManager } from 'typeorm';
import { tokyoDay } from '../../../src/shared/tokyo-time';
import { COLUMNS } from '../demo-columns';
import { SET_UP_AT } from '../demo-ids';
import { DEMO_SEED } from '../demo-period';
import { type Columns, insertRows, withAll } from '../insert-rows';
import type { People } from '../people';
import { fieldRows, participationRows, periodRow, windowRows } from '../period-rows';
import { rateCardRows } from '../rate-cards';
import { allottedShiftRows, blockEventRows, blockRows } from './block-rows';
import { PLANNED_PERIOD_ID, plannedPeriod } from './planned-period';
import { skillRows } from './skill-rows';
import { wishRows } from './wish-rows';

const SKILL: Columns = {
  id: 'uuid',
  organisation_id: 'uuid',
  person_id: 'uuid',
  kind: 'text',
  code: 'text',
  valid_from: 'date',
  created_at: 'timestamptz',
};

const BLOCK: Columns = {
  id: 'uuid',
  period_id: 'uuid',
  organisation_id: 'uuid',
  channel: 'text',
  field_code: 'text',
  role: 'text',
  starts_at: 'timestamptz',
  ends_at: 'timestamptz',
  seats: 'integer',
  fill_by: 'timestamptz',
  status: 'text',
  version: 'integer',
  created_at: 'timestamptz',
  updated_at: 'timestamptz',
};

const BLOCK_EVENT: Columns = {
  allotment_id: 'uuid',
  version: 'integer',
  organisation_id: 'uuid',
  move: 'text',
  seats_before: 'integer',
  seats_after: 'integer',
  account_id: 'uuid',
  occurred_at: 'timestamptz',
};

const AVAILABILITY: Columns = {
  id: 'uuid',
  period_id: 'uuid',
  organisation_id: 'uuid',
  person_id: 'uuid',
  revision_no: 'integer',
  spans: 'jsonb',
  max_minutes: 'integer',
  target_minutes: 'integer',
  max_nights: 'integer',
  max_days: 'integer',
  note_to_all: 'text',
  note_sealed: 'bytea',
  seal: 'text',
  written_by: 'uuid',
  written_at: 'timestamptz',
};

/** Hours that go with the promised seats, if each is kept around the clock for the seven days. */
const MINUTES_OF_A_SEAT = 7 * 24 * 60;

/** A run that is still ahead: blocks are allotted, half of the wishes are in, nobody has a duty yet. */
export async function loadPlan(tx: EntityManager, now: Date, people: People): Promise<void> {
  const plan = plannedPeriod(now);
  const id = PLANNED_PERIOD_ID;
  const created = { created_at: plan.plannedAt.toISOString() };
  await insertRows(
    tx,
    'period',
    COLUMNS.period,
    withAll([{ ...periodRow(id, plan), status: 'planned' }], created),
  );
  await insertRows(tx, 'period_field', COLUMNS.period_field, fieldRows(id));
  await insertRows(tx, 'opening_window', COLUMNS.opening_window, windowRows(id, plan));
  const participations = participationRows(id).map((row) => ({
    ...row,
    max_minutes: row.seats_promised * MINUTES_OF_A_SEAT,
  }));
  const columns = { ...COLUMNS.participation, max_minutes: 'integer' };
  await insertRows(tx, 'participation', columns, withAll(participations, created));
  const cards = rateCardRows(id, tokyoDay(plan.from));
  await insertRows(tx, 'rate_card', COLUMNS.rate_card, withAll(cards, created));
  const skills = withAll(skillRows(DEMO_SEED, people), { created_at: SET_UP_AT.toISOString() });
  await insertRows(tx, 'person_skill', SKILL, skills);
  const blocks = blockRows(plan);
  const changed = { ...created, updated_at: created.created_at };
  await insertRows(tx, 'seat_allotment', BLOCK, withAll(blocks, changed));
  await insertRows(tx, 'seat_allotment_event', BLOCK_EVENT, blockEventRows(plan, blocks));
  const shiftColumns = { ...COLUMNS.shift, allotment_id: 'uuid' };
  await insertRows(tx, 'shift', shiftColumns, withAll(allottedShiftRows(plan, blocks), created));
  await insertRows(tx, 'availability', AVAILABILITY, wishRows(DEMO_SEED, people, plan));
}
