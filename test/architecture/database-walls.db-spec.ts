import pg from 'pg';
import { newTestDatabase, type TestDatabase } from '../support/test-database';

/** Tables whose rows carry an organisation but are common to all: the bodies themselves. */
const WITHOUT_TENANT = ['organisation'];
const DELETABLE = ['job_fault', 'job_file_chunk', 'job_output_chunk', 'opening_window', 'period_field'];
/** Loaded by the owner, only read by the application. */
const REFERENCE = ['holiday', 'line_field', 'reference_code', 'urgent_step'];

describe('walls in the database', () => {
  let database: TestDatabase;
  let owner: pg.Client;
  let app: pg.Client;
  let statistics: pg.Client;

  beforeAll(async () => {
    database = await newTestDatabase();
    [owner, app, statistics] = [database.ownerUrl, database.appUrl, database.statisticsUrl].map(
      (connectionString) => new pg.Client({ connectionString }),
    ) as [pg.Client, pg.Client, pg.Client];
    await Promise.all([owner.connect(), app.connect(), statistics.connect()]);
  });
  afterAll(async () => {
    await Promise.all([owner.end(), app.end(), statistics.end()]);
    await database.drop();
  });

  const names = async (client: pg.Client, sql: string): Promise<string[]> =>
    (await client.query<{ name: string }>(sql)).rows.map((row) => row.name);

  it('forces row-level security with a policy on every table of organisations', async () => {
    const open = await names(
      owner,
      `SELECT DISTINCT c.relname AS name
       FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'organisation_id' AND NOT a.attisdropped
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
         AND NOT (c.relrowsecurity AND c.relforcerowsecurity
                  AND EXISTS (SELECT FROM pg_policy AS p WHERE p.polrelid = c.oid AND p.polcmd IN ('*', 'r')))`,
    );
    expect(open).toEqual(WITHOUT_TENANT.filter((name) => open.includes(name)));
    const secured = await names(
      owner,
      `SELECT c.relname AS name FROM pg_class AS c WHERE c.relforcerowsecurity`,
    );
    expect(secured).toEqual(
      expect.arrayContaining([
        'account',
        'affiliation',
        'audit_log',
        'consultation',
        'contact',
        'directory_location',
        'directory_revision',
        'guide',
        'guide_reading',
        'guide_version',
        'person',
        'referral',
        'shift',
        'swap',
        'swap_event',
      ]),
    );
  });

  it('keeps related people out of every table that tells of a case', async () => {
    const open = await names(
      owner,
      `SELECT DISTINCT c.relname AS name
       FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND NOT a.attisdropped
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
         AND (a.attname IN ('consultation_id', 'draft_id', 'referral_id', 'need_id')
              OR c.relname IN ('consultation', 'consultation_draft', 'referral', 'contact'))
         AND NOT EXISTS (SELECT FROM pg_policy AS p
                         WHERE p.polrelid = c.oid AND p.polname = 'not_related' AND NOT p.polpermissive)
       ORDER BY name`,
    );
    expect(open).toEqual([]);
  });

  it('gives the application no DDL and no DELETE on records', async () => {
    await expect(app.query('CREATE TABLE public.intruder (id int)')).rejects.toMatchObject({ code: '42501' });
    const deletable = await names(
      owner,
      `SELECT c.relname AS name FROM pg_class AS c
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
         AND has_table_privilege('tsunagi_app', c.oid, 'DELETE')`,
    );
    expect(deletable.sort()).toEqual(DELETABLE);
    const truncatable = await names(
      owner,
      `SELECT c.relname AS name FROM pg_class AS c
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
         AND has_table_privilege('tsunagi_app', c.oid, 'TRUNCATE')`,
    );
    expect(truncatable).toEqual([]);
    const readOnly = await names(
      owner,
      `SELECT c.relname AS name FROM pg_class AS c
       WHERE c.oid = ANY ('{${REFERENCE.join(',')}}'::regclass[]) AND has_table_privilege('tsunagi_app', c.oid, 'SELECT')
         AND NOT has_any_column_privilege('tsunagi_app', c.oid, 'INSERT, UPDATE')
       ORDER BY c.relname`,
    );
    expect(readOnly).toEqual(REFERENCE);
    for (const table of [
      'audit_log',
      'consultation_revision',
      'consultation_narrative',
      'consultation_conflict',
      'consultation_review',
      'consultation_voiding',
      'consultation_draft',
      'directory_revision',
      'consultation_draft_setting_aside',
      'referral_event',
      'referral_need',
      'referral_need_owner',
      'referral_consent',
      'referral_override',
      'referral_identity',
      'referral_handover',
      'availability',
      'seat_allotment_event',
      'rate_card',
      'idempotency_key',
      'consultation_call_link',
      'consultation_draft_version',
      'attendance_event',
      'roster_gap_call',
      'guide_reading',
    ]) {
      await expect(app.query(`UPDATE ${table} SET organisation_id = NULL`)).rejects.toMatchObject({
        code: '42501',
      });
    }
  });

  it('runs as roles that are neither superuser nor above row-level security', async () => {
    const above = await names(
      owner,
      `SELECT r.rolname AS name FROM pg_roles AS r
       WHERE r.rolname IN ('tsunagi_owner', 'tsunagi_app', 'tsunagi_statistics') AND (r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb)`,
    );
    expect(above).toEqual([]);
  });

  it('shows nobody anything without a context, also after one has been set and gone', async () => {
    const seen = async (): Promise<number> => (await app.query('SELECT FROM account')).rowCount ?? -1;
    await app.query('BEGIN');
    await app.query(`SELECT set_config('tsunagi.scope', 'all_organisations', true)`);
    await app.query(
      `INSERT INTO organisation (id, code, name, kind, created_at) VALUES ('01890000-0000-7000-8000-000000000002', 'x', 'x', 'npo', now())`,
    );
    await app.query(
      `INSERT INTO account (organisation_id, email, password_hash, display_name, roles, created_at)
       VALUES ('01890000-0000-7000-8000-000000000002', 'x@test.example', '', 'x', '{admin}', now())`,
    );
    expect(await seen()).toBe(1);
    await app.query('COMMIT');
    expect(await seen()).toBe(0);
    await expect(
      app.query(
        `INSERT INTO account (organisation_id, email, password_hash, display_name, roles, created_at)
         VALUES ('01890000-0000-7000-8000-000000000002', 'y@test.example', '', 'y', '{admin}', now())`,
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('lets statistics read its own schema only, without words, names or record ids', async () => {
    const readable = await names(
      owner,
      `SELECT n.nspname || '.' || c.relname AS name FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
       WHERE n.nspname IN ('public', 'statistics') AND c.relkind IN ('r', 'v', 'p')
         AND has_any_column_privilege('tsunagi_statistics', c.oid, 'SELECT')`,
    );
    expect(readable.length).toBeGreaterThan(5);
    expect(readable.filter((name) => !name.startsWith('statistics.'))).toEqual([]);
    await expect(statistics.query('SELECT FROM public.consultation')).rejects.toMatchObject({
      code: '42501',
    });
    const columns = await names(
      owner,
      `SELECT c.column_name AS name FROM information_schema.columns AS c WHERE c.table_schema = 'statistics'`,
    );
    const allowedIds = ['period_id', 'organisation_id', 'form_id'];
    expect(columns.filter((name) => /(^|_)id$/.test(name) && !allowedIds.includes(name))).toEqual([]);
    expect(
      columns.filter((name) =>
        /narrative|summary|note|caller_hash|email|family|given|counsellor|person|record_no/.test(name),
      ),
    ).toEqual([]);
  });
});
