import { DEMO_ACCOUNTS } from '../../seeds/demo/demo-accounts';
import { isDemoLoaded, loadDemo, refreshDemoPassword } from '../../seeds/demo/load-demo';
import { ownerDataSource } from '../../src/platform/database/data-source';
import { TestApp } from '../support/test-app';

const PASSWORD = 'demo-password-for-tests';
const OTHER_PASSWORD = 'another-demo-password';
/** It takes about two seconds; a machine that does other things as well may take longer. */
const LOADS_WITHIN_MS = 60_000;

describe('the demo in a real database', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
    await asOwner((tx) => loadDemo(tx, new Date(), PASSWORD));
  }, LOADS_WITHIN_MS);

  afterAll(() => app.stop());

  async function asOwner<T>(work: Parameters<typeof inTransaction<T>>[1]): Promise<T> {
    return inTransaction(app.database.ownerUrl, work);
  }

  async function count(from: string): Promise<number> {
    const [row] = await app.sql<{ n: bigint }>(`SELECT count(*) AS n FROM ${from}`);
    return Number(row?.n);
  }

  async function signIn(email: string, password: string) {
    return app.http.post('/api/v1/sessions').send({ email, password });
  }

  async function tokenOf(role: string): Promise<{ token: string }> {
    const response = await signIn(`${role}@demo.example`, PASSWORD);
    return { token: (response.body as { token: string }).token };
  }

  it('knows that it is loaded', async () => {
    expect(await asOwner(isDemoLoaded)).toBe(true);
  });

  it('has the promised numbers of rows', async () => {
    const demo = `(SELECT p.id FROM period AS p WHERE p.label LIKE 'デモ期%')`;
    expect(await count(`organisation WHERE kind = 'npo'`)).toBe(12);
    expect(await count(`participation WHERE period_id = ${demo}`)).toBe(12);
    expect(await count(`period_field WHERE period_id = ${demo}`)).toBe(9);
    expect(await count('person')).toBe(120);
    expect(Math.abs((await count(`contact WHERE period_id = ${demo}`)) - 8_000)).toBeLessThan(400);
    expect(Math.abs((await count(`consultation WHERE period_id = ${demo}`)) - 2_500)).toBeLessThan(125);
    expect(Math.abs((await count('referral')) - 150)).toBeLessThan(30);
    expect(await count('consultation_revision')).toBeGreaterThan(await count('consultation'));
    expect(await count('consultation_narrative')).toBeGreaterThan(await count('consultation'));
    expect(await count(`account WHERE is_demo`)).toBe(10);
    expect(await count('directory_service')).toBe(158);
    expect(await count(`directory_revision WHERE object_type = 'service'`)).toBe(158);
  });

  it('files the next sheet under the next number', async () => {
    const behind = await count(
      `record_counter AS c JOIN (
         SELECT period_id, organisation_id, max(record_no) AS last_no FROM consultation GROUP BY 1, 2) AS m
       USING (period_id, organisation_id) WHERE c.last_no = m.last_no`,
    );
    expect(behind).toBe(12);
  });

  it.each(DEMO_ACCOUNTS.map(({ email, role }) => [email, role]))('lets %s in as %s', async (email, role) => {
    const response = await signIn(email, PASSWORD);
    expect(response.status).toBe(201);
    expect((response.body as { account: { roles: string[] } }).account.roles).toEqual([role]);
  });

  it('shows the analyst the figures and the counsellor their own sheets', async () => {
    const analyst = app.as(await tokenOf('analyst'));
    const [period] = await app.sql<{ id: string }>(`SELECT id FROM period WHERE label LIKE 'デモ期%'`);
    const table = await analyst.get(`/api/v1/periods/${period?.id ?? ''}/analysis/T02`);
    expect(table.status).toBe(200);
    const counsellor = app.as(await tokenOf('counsellor'));
    const sheets = await counsellor.get(`/api/v1/consultations?periodId=${period?.id ?? ''}&limit=1`);
    const [sheet] = (sheets.body as { items: { id: string }[] }).items;
    const opened = await counsellor.get(`/api/v1/consultations/${sheet?.id ?? ''}`);
    expect((opened.body as { answers: Record<string, unknown> }).answers['summary']).toEqual(
      expect.any(String),
    );
  });

  it('shows the contractor the file the calls came in', async () => {
    const [job] = await app.sql<{ id: string }>(`SELECT DISTINCT job_id AS id FROM contact`);
    const shown = await app.as(await tokenOf('contractor')).get(`/api/v1/jobs/${job?.id ?? ''}`);
    expect(shown.body).toMatchObject({ status: 'succeeded', dryRun: false, counts: { rejected: 0 } });
  });

  it('lets the coordinator fill a free seat of the run that is on', async () => {
    const [seat] = await app.sql<{ shiftId: string; personId: string }>(
      `SELECT s.id AS "shiftId", a.person_id AS "personId"
       FROM shift AS s
       JOIN period AS p ON p.id = s.period_id AND p.label LIKE 'おためし期%'
       JOIN account AS c ON c.email = 'coordinator@demo.example' AND c.organisation_id = s.organisation_id
       JOIN affiliation AS a ON a.organisation_id = s.organisation_id
       WHERE NOT EXISTS (SELECT FROM shift_assignment AS own WHERE own.shift_id = s.id)
         AND NOT EXISTS (
           SELECT FROM shift_assignment AS other
           WHERE other.person_id = a.person_id AND other.span && tstzrange(s.starts_at, s.ends_at))
       LIMIT 1`,
    );
    const path = `/api/v1/shifts/${seat?.shiftId ?? ''}/assignments/${seat?.personId ?? ''}`;
    expect(
      (
        await app
          .as(await tokenOf('coordinator'))
          .put(path)
          .send({})
      ).status,
    ).toBe(201);
  });

  it('follows a changed demo password and leaves one that fits alone', async () => {
    const hash = async () =>
      (await app.sql<{ h: string }>(`SELECT DISTINCT password_hash AS h FROM account WHERE is_demo`))[0]?.h;
    const before = await hash();
    await asOwner((tx) => refreshDemoPassword(tx, PASSWORD));
    expect(await hash()).toBe(before);
    await asOwner((tx) => refreshDemoPassword(tx, OTHER_PASSWORD));
    expect((await signIn('admin@demo.example', PASSWORD)).status).toBe(401);
    expect((await signIn('admin@demo.example', OTHER_PASSWORD)).status).toBe(201);
  });
});

async function inTransaction<T>(
  ownerUrl: string,
  work: (tx: Parameters<typeof isDemoLoaded>[0]) => Promise<T>,
): Promise<T> {
  const dataSource = await ownerDataSource(ownerUrl, []).initialize();
  try {
    return await dataSource.transaction(work);
  } finally {
    await dataSource.destroy();
  }
}
