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
    expect(await count(`visit WHERE status = 'reported'`)).toBeGreaterThan(0);
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

  it('expects of the run that is on what the fictional one brought', async () => {
    const [trial] = await app.sql<{ id: string }>(`SELECT id FROM period WHERE label LIKE 'おためし期%'`);
    const path = `/api/v1/periods/${trial?.id ?? ''}`;
    const contractor = app.as(await tokenOf('contractor'));
    const demand = await contractor.get(`${path}/demand?limit=1`);
    expect((demand.body as { plan: object }).plan).toMatchObject({
      number: 1,
      measured: { leftOut: expect.any(Number) },
    });
    const coverage = await contractor.get(`${path}/coverage?basis=draft&limit=1`);
    expect((coverage.body as { total: { answerRate: number } }).total.answerRate).toBeGreaterThan(0.01);
  });

  it('counts callers and not attempts, and foretells what the roster of the fictional run answered', async () => {
    const [period] = await app.sql<{ id: string }>(`SELECT id FROM period WHERE label LIKE 'デモ期%'`);
    const path = `/api/v1/periods/${period?.id ?? ''}`;
    const contractor = app.as(await tokenOf('contractor'));
    const plan = await contractor
      .post(`${path}/demand`)
      .send({ sourcePeriodIds: [period?.id], targetAnswerRate: 0.8 });
    const { measured } = plan.body as { measured: { calls: number; redials: { share: number } } };
    // 44 of 100 lost callers dial again, at most six times, and some give up in the menu when they do.
    expect(Math.abs(measured.redials.share - 0.4)).toBeLessThan(0.03);
    expect(measured.calls).toBeGreaterThan(7_000);
    const { total } = (await contractor.get(`${path}/coverage?basis=draft&limit=1`)).body as {
      total: { calls: number; answered: number };
    };
    // 6,000 people telephone, 8.5 % of them lose patience in the menu; 330 chats; conversations passed on come on top.
    const passedOn = await count(`contact WHERE period_id = '${period?.id}' AND leg = 2`);
    expect(Math.abs(total.calls / (6_000 * 0.915 + 330 + passedOn) - 1)).toBeLessThan(0.08);
    const answered = await count(`contact WHERE period_id = '${period?.id}' AND answered_at IS NOT NULL`);
    expect(Math.abs(total.answered / answered - 1)).toBeLessThan(0.08);
  });

  it('has published the roster of the run that is on, with the same duties as were assigned', async () => {
    const trial = `(SELECT id FROM period WHERE label LIKE 'おためし期%')`;
    const working = `SELECT s.organisation_id, s.channel, s.field_code, s.role, lower(sa.span), upper(sa.span)
      FROM shift_assignment AS sa JOIN shift AS s ON s.id = sa.shift_id
      WHERE s.period_id = ${trial} AND sa.released_at IS NULL`;
    const duty = `SELECT organisation_id, channel, field_code, role, starts_at, ends_at
      FROM statistics.duty WHERE period_id = ${trial}`;
    expect(await count(`(${duty}) AS d`)).toBeGreaterThan(80);
    expect(await count(`((${duty}) EXCEPT ALL (${working})) AS d`)).toBe(0);
    expect(await count(`((${working}) EXCEPT ALL (${duty})) AS d`)).toBe(0);
    const notices = await count('roster_notice');
    const open = await count('roster_notice WHERE confirmed_at IS NULL');
    expect(open).toBeGreaterThan(2);
    expect(notices).toBeGreaterThan(4 * open);
  });

  it('shows the counsellor a notice to confirm and a calendar, and prints', async () => {
    const [trial] = await app.sql<{ id: string }>(`SELECT id FROM period WHERE label LIKE 'おためし期%'`);
    const counsellor = app.as(await tokenOf('counsellor'));
    const notices = await counsellor.get('/api/v1/me/roster-notices');
    expect(notices.body).toMatchObject({ items: [{ number: 1, confirmedAt: null }] });
    const feed = await counsellor.post('/api/v1/me/calendar-feed');
    const calendar = await app.http.get((feed.body as { path: string }).path);
    expect(calendar.text).toContain('BEGIN:VEVENT');
    const coordinator = app.as(await tokenOf('coordinator'));
    const print = await coordinator.get(`/api/v1/periods/${trial?.id ?? ''}/roster.xlsx`);
    expect(print.status).toBe(200);
  });

  it('keeps every hard rule in the run that is on, so that it can be published again', async () => {
    const [trial] = await app.sql<{ id: string }>(`SELECT id FROM period WHERE label LIKE 'おためし期%'`);
    const path = `/api/v1/periods/${trial?.id ?? ''}/rosters`;
    const contractor = app.as(await tokenOf('contractor'));
    const { items } = (await contractor.get(path)).body as {
      items: { organisationId: string; status: string }[];
    };
    const published = items.filter(({ status }) => status === 'published');
    expect(published).toHaveLength(3);
    for (const { organisationId } of published) {
      const broken = await contractor.get(`${path}/${organisationId}/violations?strength=hard`);
      expect(broken.body).toEqual({ items: [], nextCursor: null });
    }
  });

  it('lets the coordinator fill a free seat of the run that is on with somebody the rules allow', async () => {
    const seats = await app.sql<{ shiftId: string }>(
      `SELECT s.id AS "shiftId"
       FROM shift AS s
       JOIN period AS p ON p.id = s.period_id AND p.label LIKE 'おためし期%'
       JOIN account AS c ON c.email = 'coordinator@demo.example' AND c.organisation_id = s.organisation_id
       WHERE NOT EXISTS (SELECT FROM shift_assignment AS own WHERE own.shift_id = s.id)
       ORDER BY s.starts_at, s.id LIMIT 20`,
    );
    const coordinator = app.as(await tokenOf('coordinator'));
    const legal: string[] = [];
    for (const { shiftId } of seats) {
      const { body } = await coordinator.get(`/api/v1/shifts/${shiftId}/candidates?limit=1`);
      const [best] = body.items as { personId: string; legal: boolean }[];
      if (best?.legal) legal.push(`/api/v1/shifts/${shiftId}/assignments/${best.personId}`);
    }
    expect(legal.length).toBeGreaterThan(0);
    expect((await coordinator.put(legal[0] ?? '').send({})).status).toBe(201);
  });

  it('shows the coordinator the run that is ahead: wishes but for one, and shifts to fill', async () => {
    const [period] = await app.sql<{ id: string }>(`SELECT id FROM period WHERE status = 'planned'`);
    const coordinator = app.as(await tokenOf('coordinator'));
    const path = `/api/v1/periods/${period?.id ?? ''}`;
    const waiting = await coordinator.get(`${path}/availability?answered=false`);
    const names = (waiting.body as { items: { personId: string }[] }).items;
    expect(names).toHaveLength(1);
    const sheet = await app
      .as(await tokenOf('counsellor'))
      .get(`${path}/availability/${names[0]?.personId ?? ''}`);
    expect(sheet.status).toBe(404);
    const blocks = await coordinator.get(`${path}/seat-allotments?limit=1`);
    expect(blocks.body).toMatchObject({
      items: [{ status: 'accepted', shiftId: expect.any(String), filledSeats: 0 }],
    });
    const shifts = await coordinator.get(`/api/v1/shifts?periodId=${period?.id ?? ''}&limit=200`);
    expect((shifts.body as { items: unknown[] }).items.length).toBeGreaterThan(40);
  });

  it('leaves the counsellor a script to read and a pledge to give, and the coordinator somebody to ask', async () => {
    const counsellor = app.as(await tokenOf('counsellor'));
    const left = await counsellor.get('/api/v1/me/guides?state=unread');
    const open = (left.body as { items: { guideId: string; kind: string; currentNumber: number }[] }).items;
    expect(open.map(({ kind }) => kind)).toEqual(['pledge', 'script']);
    const script = open.find(({ kind }) => kind === 'script');
    const path = `/api/v1/guides/${script?.guideId ?? ''}`;
    const coordinator = app.as(await tokenOf('coordinator'));
    const unread = async () =>
      ((await coordinator.get(`${path}/readings?state=unread`)).body as { items: unknown[] }).items.length;
    const before = await unread();
    expect(before).toBeGreaterThan(0);
    const version = await counsellor.get(`${path}/versions/${script?.currentNumber ?? 0}`);
    const { number, digest } = version.body as { number: number; digest: string };
    expect((await counsellor.post(`${path}/readings`).send({ number, digest })).status).toBe(201);
    expect(await unread()).toBe(before - 1);
    const counts = await app.as(await tokenOf('contractor')).get(`${path}/reading-counts`);
    expect((counts.body as { items: unknown[] }).items).toHaveLength(12);
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
