import type { EntityManager } from 'typeorm';
import { HOUR_MS } from '../../../src/shared/tokyo-time';
import { type Columns, insertRows } from '../insert-rows';
import type { People } from '../people';
import { publishedBefore, trialPeriod } from '../period-rows';
import { plannedPeriod } from '../plan/planned-period';
import { type AccountsByPerson, guideRows, readingRows, versionRows } from './guide-rows';

const GUIDE: Columns = {
  id: 'uuid',
  code: 'text',
  kind: 'text',
  language: 'text',
  roles: 'text[]',
  fields: 'text[]',
  organisation_ids: 'uuid[]',
  current_number: 'integer',
  created_at: 'timestamptz',
};

const VERSION: Columns = {
  guide_id: 'uuid',
  number: 'integer',
  title: 'text',
  body: 'text',
  created_at: 'timestamptz',
  change: 'text',
  required_from: 'timestamptz',
  digest: 'text',
  published_at: 'timestamptz',
  published_by: 'uuid',
};

const READING: Columns = {
  id: 'uuid',
  guide_id: 'uuid',
  number: 'integer',
  person_id: 'uuid',
  organisation_id: 'uuid',
  period_id: 'uuid',
  digest: 'text',
  way: 'text',
  signed_on: 'date',
  evidence: 'text',
  account_id: 'uuid',
  recorded_at: 'timestamptz',
};

const REQUIRED_AFTER_DAYS = 14;

/** Documents with most of the signatures they need. Call when all three periods are there. */
export async function loadGuides(
  tx: EntityManager,
  now: Date,
  people: People,
  accounts: AccountsByPerson,
): Promise<void> {
  const trial = trialPeriod(now);
  const times = {
    publishedAt: publishedBefore(trial),
    requiredFrom: new Date(trial.from.getTime() + REQUIRED_AFTER_DAYS * 24 * HOUR_MS),
    pledgedAt: plannedPeriod(now).wishesAt,
  };
  await insertRows(tx, 'guide', GUIDE, guideRows());
  await insertRows(tx, 'guide_version', VERSION, versionRows(times));
  await insertRows(tx, 'guide_reading', READING, readingRows(people, accounts, times));
}
