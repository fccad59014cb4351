import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describeApi } from '../../../src/openapi';
import { CONSULTATIONS } from '../../support/factories/draft';
import { BEFORE_THE_PERIOD, openPeriod } from '../../support/factories/period';
import { type TestAccount, TestApp } from '../../support/test-app';

/** Answers 201 without creating a row that a second request would double. */
const ONCE_BY_THEMSELVES = [
  'POST /api/v1/sessions', // before there is an account; a session is no record
  'POST /api/v1/consultations/{id}/submission', // the draft's id
  'POST /api/v1/consultations/{id}/amendments', // If-Match, and recognised when sent again
  'POST /api/v1/forms/{id}/versions/{number}/publication', // a version is published once
  'POST /api/v1/gaps', // a duty is missing once
  'POST /api/v1/gaps/{id}/standby-activations', // a gap is filled once
  'POST /api/v1/me/calendar-feed', // the newest address is the only one
  'POST /api/v1/periods/{id}/roster-versions', // no version without a change
  'POST /api/v1/swaps', // of one duty there is one open proposal
  'POST /api/v1/swaps/{id}/steps', // a step that was taken is answered alike
];
/** Whose answers name nobody and are remembered as they were. All others are read again (reread-creations). */
const REMEMBERED_WHOLE = [
  'allotments/offers.controller.ts', // organisations and seats
  'consultations/reconciliation/call-matchings.controller.ts', // a job
  'contacts/carriers/carriers.controller.ts', // how a file is read
  'demand/demand.controller.ts', // figures
  'demand/needs.controller.ts',
  'directory/bodies/bodies.controller.ts', // common to all
  'forms/form-versions.controller.ts',
  'forms/forms.controller.ts',
  'guides/guides.controller.ts',
  'guides/versions/guide-versions.controller.ts',
  'honoraria/rate-cards.controller.ts',
  'organisations/organisations.controller.ts',
  'periods/period-settings.controller.ts',
  'periods/periods.controller.ts',
  'rosters/shifts.controller.ts', // without assignments yet
];
const SOURCES = resolve(__dirname, '../../../src');
/** A move of a referral, a block of seats or a skill names the version it starts from. */
const MOVE =
  /^POST \/api\/v1\/(referrals\/\{id\}|referral-needs\/\{id\}|periods\/\{id\}\/seat-allotments\/\{allotmentId\}|skills\/\{id\})\//;

describe('Idempotency-Key', () => {
  let app: TestApp;
  let contractor: TestAccount;

  beforeAll(async () => {
    app = await TestApp.start(BEFORE_THE_PERIOD);
    contractor = await app.account('contractor');
  });
  afterAll(() => app.stop());

  const period = (label: string) => ({
    label,
    startsAt: '2026-12-25T10:00:00+09:00',
    endsAt: '2027-01-04T10:00:00+09:00',
  });
  const create = (key: string, body: object, who = contractor) =>
    app.as(who).post('/api/v1/periods').set('Idempotency-Key', key).send(body);
  const count = async (label: string): Promise<number> =>
    (await app.sql(`SELECT FROM period AS p WHERE p.label = $1`, [label])).length;

  it('creates once and answers the same, sixty days later too', async () => {
    const key = randomUUID();
    const first = await create(key, period('一度だけ')).expect(201);
    await app.sql(`UPDATE idempotency_key SET created_at = created_at - interval '60 days' WHERE key = $1`, [
      key,
    ]);
    const again = await create(`"${key}"`, period('一度だけ')).expect(201);
    expect(again.text).toBe(first.text);
    for (const name of ['etag', 'location']) expect(again.headers[name]).toBe(first.headers[name]);
    expect([first, again].map(({ headers }) => headers['idempotency-replayed'])).toEqual([undefined, 'true']);
    expect(await count('一度だけ')).toBe(1);
  });

  it('creates once of ten at the same time', async () => {
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => create(key, period('十人で一つ')).expect(201)),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await count('十人で一つ')).toBe(1);
  });

  it('refuses another content under the same key, and a key that cannot be one', async () => {
    const key = randomUUID();
    await create(key, period('鍵の主')).expect(201);
    const other = await create(key, period('鍵の客')).expect(422);
    expect(other.body).toMatchObject({
      code: 'idempotency_key_reused',
      detail: expect.stringContaining('別の内容'),
    });
    expect(await count('鍵の客')).toBe(0);
    await create('a b', period('空白')).expect(400);
    await create('x'.repeat(129), period('長い')).expect(400);
  });

  it('keeps the keys of two accounts apart', async () => {
    const key = randomUUID();
    const other = await app.account('contractor');
    const mine = await create(key, period('私の')).expect(201);
    const theirs = await create(key, period('別の人の'), other).expect(201);
    expect(theirs.body.id).not.toBe(mine.body.id);
  });

  it('stores nothing of what was refused, so that it is judged anew', async () => {
    const key = randomUUID();
    await create(key, { ...period('逆'), endsAt: '2026-12-24T10:00:00+09:00' }).expect(422);
    expect(await app.sql(`SELECT FROM idempotency_key AS ik WHERE ik.key = $1`, [key])).toEqual([]);
    await create(key, period('直した')).expect(201);
  });

  it('is stored with what was created or not at all: what fails at the last moment is created when sent again', async () => {
    const key = randomUUID();
    await app.sql(`
      CREATE FUNCTION fail_late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'late'; END $$;
      CREATE CONSTRAINT TRIGGER fails_late AFTER INSERT ON period DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION fail_late()`);
    await create(key, period('間際')).expect(500);
    await app.sql(`DROP TRIGGER fails_late ON period; DROP FUNCTION fail_late()`);
    const again = await create(key, period('間際')).expect(201);
    expect(again.headers['idempotency-replayed']).toBeUndefined();
    expect(await count('間際')).toBe(1);
  });

  it('makes a sheet without a client id one sheet', async () => {
    const counsellor = await app.account('counsellor');
    const periodId = await openPeriod(app, [counsellor.organisationId]);
    const key = randomUUID();
    const sheet = { periodId, channel: 'phone', startedAt: '2027-01-01T01:00:00+09:00' };
    const send = (path: string, body: object) =>
      app.as(counsellor).post(`${CONSULTATIONS}${path}`).set('Idempotency-Key', key).send(body);
    const first = await send('/minimal', { ...sheet, contactResult: 'silent' }).expect(201);
    const again = await send('/minimal', { ...sheet, contactResult: 'silent' }).expect(201);
    expect(again.text).toBe(first.text);
    await send('', { ...sheet, answers: { contact_result: 'silent' } }).expect(422);
    expect(await app.sql(`SELECT FROM consultation AS co WHERE co.period_id = $1`, [periodId])).toHaveLength(
      1,
    );
  });

  it('is documented on every creation', () => {
    const { paths } = describeApi(app.app);
    const without = Object.entries(paths).flatMap(([path, { post }]) => {
      const created = post?.responses['201'] !== undefined;
      const takesKey = (post?.parameters ?? []).some(
        (parameter) => 'name' in parameter && parameter.name === 'Idempotency-Key',
      );
      return created && !takesKey ? [`POST ${path}`] : [];
    });
    expect(without.filter((route) => !MOVE.test(route)).sort()).toEqual([...ONCE_BY_THEMSELVES].sort());
  });

  it('remembers whole answers only where they name nobody', () => {
    const whole = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter(
      (file) =>
        file.endsWith('.controller.ts') &&
        readFileSync(resolve(SOURCES, file), 'utf8').includes('creates.run('),
    );
    expect(whole.sort()).toEqual(REMEMBERED_WHOLE);
  });
});
