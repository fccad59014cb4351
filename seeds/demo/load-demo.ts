import type { EntityManager } from 'typeorm';
import { AuditLog } from '../../src/audit/audit-log';
import { hashPassword, passwordFits } from '../../src/auth/password';
import { CALL_IMPORT } from '../../src/contacts/call-import.handler';
import { systemActor } from '../../src/shared/actor';
import { tokyoDay } from '../../src/shared/tokyo-time';
import { DEMO_ACCOUNTS } from './demo-accounts';
import { COLUMNS } from './demo-columns';
import { accountsByPerson, type DemoData, generateDemo, personOfAccount } from './demo-data';
import {
  accountId,
  CALL_IMPORT_ID,
  DEMO_PERIOD_ID,
  IMPORTED_AT,
  SET_UP_AT,
  TRIAL_PERIOD_ID,
} from './demo-ids';
import { CONTRACTOR, HOME_NPO } from './demo-organisations';
import { DEMO_PERIOD, DEMO_SEED } from './demo-period';
import { insertRows, withAll } from './insert-rows';
import { loadDemand } from './load-demand';
import { loadSheets } from './load-sheets';
import { organisationId, type People } from './people';
import {
  fieldRows,
  participationRows,
  periodRow,
  publishedBefore,
  trialPeriod,
  trialRosterPlan,
  windowRows,
} from './period-rows';
import { loadPlan } from './plan/load-plan';
import { PUBLISHED_COLUMNS, publishedRows } from './published-roster';
import { rateCardRows } from './rate-cards';
import { consentRows, needOwnerRow, needRow, referralEventRows, referralRow } from './referral-rows';
import { loadDirectory } from './directory/load-directory';
import { loadGuides } from './guides/load-guides';
import { generateRoster, type Roster } from './roster';

const SET_UP = { created_at: SET_UP_AT.toISOString() };

/** The fictional run with all its rows, and a period that is on now. Call once, in one transaction of the schema's owner. */
export async function loadDemo(tx: EntityManager, now: Date, password: string): Promise<void> {
  await seeAllOrganisations(tx);
  const demo = generateDemo(DEMO_SEED);
  await loadPeople(tx, demo.people, await hashPassword(password));
  await loadPeriods(tx, now);
  await loadRosters(tx, now, demo);
  await loadCalls(tx, demo);
  await loadSheets(tx, now, demo.records);
  await loadReferrals(tx, demo);
  await loadDirectory(tx, now, DEMO_SEED, {
    accountId: accountId('contractor'),
    organisationId: organisationId(HOME_NPO),
  });
  await loadPlan(tx, now, demo.people);
  await loadGuides(tx, now, demo.people, accountsByPerson(demo.people));
  await loadDemand(tx, now);
  await new AuditLog().record(tx, systemActor('demo'), now, {
    action: 'demo.loaded',
    objectType: 'period',
    objectId: DEMO_PERIOD_ID,
    detail: { seed: DEMO_SEED, contacts: demo.contacts.length, consultations: demo.records.length },
  });
}

export async function isDemoLoaded(tx: EntityManager): Promise<boolean> {
  await seeAllOrganisations(tx);
  const found: unknown[] = await tx.query(`SELECT FROM account AS a WHERE a.is_demo LIMIT 1`);
  return found.length > 0;
}

/** Follows a changed demo password; one that still fits keeps its hash. */
export async function refreshDemoPassword(tx: EntityManager, password: string): Promise<void> {
  await seeAllOrganisations(tx);
  const hashes: { password_hash: string }[] = await tx.query(
    `SELECT DISTINCT a.password_hash FROM account AS a WHERE a.is_demo`,
  );
  const fitting = await Promise.all(hashes.map((row) => passwordFits(password, row.password_hash)));
  if (fitting.every(Boolean)) return;
  await tx.query(`UPDATE account SET password_hash = $1 WHERE is_demo`, [await hashPassword(password)]);
}

async function seeAllOrganisations(tx: EntityManager): Promise<void> {
  await tx.query(`SELECT set_config('tsunagi.scope', 'all_organisations', true)`);
}

async function loadPeople(tx: EntityManager, people: People, passwordHash: string): Promise<void> {
  await insertRows(tx, 'organisation', COLUMNS.organisation, withAll(people.organisations, SET_UP));
  await insertRows(tx, 'person', COLUMNS.person, withAll(people.people, SET_UP));
  await insertRows(tx, 'affiliation', COLUMNS.affiliation, people.affiliations);
  const accounts = DEMO_ACCOUNTS.map((account) => ({
    id: accountId(account.role),
    organisation_id: organisationId(account.organisation),
    person_id: personOfAccount(people, account),
    email: account.email,
    display_name: `${account.label}（デモ）`,
    roles: [account.role],
  }));
  const common = { ...SET_UP, password_hash: passwordHash, is_demo: true };
  await insertRows(tx, 'account', COLUMNS.account, withAll(accounts, common));
}

async function loadPeriods(tx: EntityManager, now: Date): Promise<void> {
  for (const [id, period] of [
    [DEMO_PERIOD_ID, DEMO_PERIOD],
    [TRIAL_PERIOD_ID, trialPeriod(now)],
  ] as const) {
    await insertRows(tx, 'period', COLUMNS.period, withAll([periodRow(id, period)], SET_UP));
    await insertRows(tx, 'period_field', COLUMNS.period_field, fieldRows(id));
    await insertRows(tx, 'opening_window', COLUMNS.opening_window, windowRows(id, period));
    await insertRows(tx, 'participation', COLUMNS.participation, withAll(participationRows(id), SET_UP));
    const cards = rateCardRows(id, tokyoDay(period.from));
    await insertRows(tx, 'rate_card', COLUMNS.rate_card, withAll(cards, SET_UP));
  }
}

async function loadRosters(tx: EntityManager, now: Date, { people, roster }: DemoData): Promise<void> {
  const period = trialPeriod(now);
  const trial = generateRoster(DEMO_SEED, people, trialRosterPlan(period, people));
  const shifts = withAll([...roster.shifts, ...trial.shifts], SET_UP);
  await insertRows(tx, 'shift', COLUMNS.shift, shifts);
  const assignments = [...roster.assignments, ...trial.assignments];
  const assigned = { assigned_at: SET_UP.created_at };
  await insertRows(tx, 'shift_assignment', COLUMNS.shift_assignment, withAll(assignments, assigned));
  await publishTrial(tx, trial, { people, publishedAt: publishedBefore(period) });
}

/** The run that is on now has been published; the fictional one came in from outside, without versions. */
async function publishTrial(
  tx: EntityManager,
  roster: Roster,
  { people, publishedAt }: { readonly people: People; readonly publishedAt: Date },
): Promise<void> {
  const counsellor = DEMO_ACCOUNTS.find(({ role }) => role === 'counsellor');
  const unconfirmedId = counsellor ? personOfAccount(people, counsellor) : null;
  const published = publishedRows(roster, { periodId: TRIAL_PERIOD_ID, publishedAt, unconfirmedId });
  for (const table of ['roster', 'roster_version', 'roster_version_cell', 'roster_notice'] as const) {
    await insertRows(tx, table, PUBLISHED_COLUMNS[table], published[table]);
  }
}

/** The calls came in one file of the carrier, on the first working day after the run. */
async function loadCalls(tx: EntityManager, { contacts }: DemoData): Promise<void> {
  const rows = contacts.length;
  await tx.query(
    `INSERT INTO job (id, kind, organisation_id, account_id, request_id, input, status, counts, attempts,
                      created_at, started_at, finished_at)
     VALUES ($1, $7, $2, $3, 'demo', $4, 'succeeded', $5, 1, $6, $6, $6)`,
    [
      CALL_IMPORT_ID,
      organisationId(CONTRACTOR),
      accountId('contractor'),
      JSON.stringify({ dryRun: false, parameters: { periodId: DEMO_PERIOD_ID } }),
      JSON.stringify({ rows, added: rows, unchanged: 0, rejected: 0 }),
      IMPORTED_AT,
      CALL_IMPORT,
    ],
  );
  const common = { period_id: DEMO_PERIOD_ID, job_id: CALL_IMPORT_ID };
  await insertRows(tx, 'contact', COLUMNS.contact, withAll(contacts, common));
}

async function loadReferrals(tx: EntityManager, { referrals }: DemoData): Promise<void> {
  await insertRows(tx, 'referral_need', COLUMNS.referral_need, referrals.map(needRow));
  await insertRows(tx, 'referral_need_owner', COLUMNS.referral_need_owner, referrals.map(needOwnerRow));
  await insertRows(tx, 'referral', COLUMNS.referral, referrals.map(referralRow));
  await insertRows(tx, 'referral_consent', COLUMNS.referral_consent, referrals.flatMap(consentRows));
  await insertRows(tx, 'referral_event', COLUMNS.referral_event, referrals.flatMap(referralEventRows));
}
