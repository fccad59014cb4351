import { randomUUID } from 'node:crypto';
import { openPeriod } from '../../support/factories/period';
import { finishedVisit, VISITS, visitsOf } from '../../support/factories/visits';
import { type TestAccount, TestApp } from '../../support/test-app';
import { clockAt } from '../../support/test-clock';

const SOME_ID = '01890000-0000-7000-8000-000000000001';
const PDF = Buffer.from('%PDF-1.7\n見本の領収書');
const TRAIN = { kind: 'train', budget: 'supporter', amountYen: 420, route: '見本駅から例駅' };
const ON_A_BUS = { ...TRAIN, kind: 'bus', noReceiptReason: '路線バスのため' };

describe('travel of a visit', () => {
  let app: TestApp;
  let referrer: TestAccount;
  let supervisor: TestAccount;
  let companion: TestAccount;
  let stranger: TestAccount;
  let periodId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    referrer = await app.account('referrals');
    supervisor = await app.account('supervisor', referrer.organisationId);
    companion = await app.account('counsellor', referrer.organisationId);
    stranger = await app.account('supervisor');
    periodId = await openPeriod(app, [referrer.organisationId]);
  });
  beforeEach(() => clockAt(app, '01-02T12:00'));
  afterAll(() => app.stop());

  const visits = () => visitsOf(app);
  const finished = () => finishedVisit(app, periodId, referrer, [companion]);
  const spend = (id: string, version: number, line: object, who = companion) =>
    app.as(who).post(`${VISITS}/${id}/expenses`).set('If-Match', `"v${version}"`).send(line);
  const receipt = (id: string, expenseId: string, who = companion) =>
    app.as(who).get(`${VISITS}/${id}/expenses/${expenseId}/receipt`);
  const attach = (id: string, expenseId: string, version: number, file = PDF, who = companion) =>
    app
      .as(who)
      .put(`${VISITS}/${id}/expenses/${expenseId}/receipt`)
      .set('If-Match', `"v${version}"`)
      .attach('file', file, { filename: 'x.exe', contentType: 'application/x-msdownload' });

  it('is a line with its amount, of one of two budgets', async () => {
    const { id, version } = await finished();
    const first = await spend(id, version, TRAIN).expect(201);
    expect(first.headers['etag']).toBe(`"v${version + 1}"`);
    expect(first.body).toMatchObject({
      personId: companion.personId,
      amountYen: 420,
      receipt: null,
      route: '見本駅から例駅',
    });
    await spend(id, version + 1, { ...ON_A_BUS, budget: 'client' }).expect(201);
    const car = { kind: 'own_car', budget: 'supporter', distanceM: 12_300, route: '事務所から見本市' };
    const { body } = await spend(id, version + 2, car).expect(201);
    expect(body).toMatchObject({ amountYen: 455, yenPerKm: 37, distanceM: 12_300 });
    const { expenses } = await visits().detail(id, supervisor);
    expect(expenses.map(({ budget }: { budget: string }) => budget)).toEqual([
      'supporter',
      'client',
      'supporter',
    ]);
  });

  it.each<[string, object, string, number]>([
    ['a taxi without a reason', { ...TRAIN, kind: 'taxi' }, '/taxiReason', 422],
    ['nothing paid', { ...TRAIN, amountYen: 0 }, '/amountYen', 422],
    ['half a yen', { ...TRAIN, amountYen: 0.5 }, '/amountYen', 400],
    ['a car without kilometres', { ...TRAIN, kind: 'own_car', amountYen: undefined }, '/distanceM', 422],
    ['no route', { ...TRAIN, route: undefined }, '/route', 400],
  ])('refuses %s', async (_, line, pointer, status) => {
    const { id, version } = await finished();
    const { body } = await spend(id, version, line).expect(status);
    expect(body.errors[0].pointer).toBe(pointer);
  });

  it('is entered by those who went along, on what they saw', async () => {
    const { id, version } = await finished();
    await spend(id, version, TRAIN, supervisor).expect(403);
    await spend(id, version, TRAIN, stranger).expect(404);
    await spend(id, version - 1, TRAIN).expect(412);
    const { body } = await spend(id, version, TRAIN).expect(201);
    const remove = (v: number, who = companion) =>
      app.as(who).post(`${VISITS}/${id}/expenses/${body.id}/removal`).set('If-Match', `"v${v}"`).send();
    await remove(version).expect(412);
    await remove(version + 1, supervisor).expect(403);
    await remove(version + 1).expect(201);
    await remove(version + 2).expect(404);
    expect((await visits().detail(id, supervisor)).expenses).toEqual([]);
  });

  it('is one line however often it is sent, and shown again only to who may still see it', async () => {
    const { id, version } = await finished();
    const key = randomUUID();
    const send = () => spend(id, version, TRAIN).set('Idempotency-Key', key);
    const first = await send().expect(201);
    const again = await send().expect(201);
    expect(again.body).toEqual(first.body);
    expect((await visits().detail(id, supervisor)).expenses).toHaveLength(1);
    const { consultationId } = await visits().detail(id, supervisor);
    await app
      .as(supervisor)
      .post(`/api/v1/consultations/${consultationId}/blocks`)
      .send({ kind: 'person', personId: companion.personId, reason: '知人である' })
      .expect(201);
    await send().expect(404);
  });

  it('comes with a receipt that is what its bytes say', async () => {
    const { id, version } = await finished();
    const expenseId = (await spend(id, version, TRAIN).expect(201)).body.id as string;
    const refused = await attach(id, expenseId, version + 1, Buffer.from('MZ not a receipt')).expect(415);
    expect(refused.body.code).toBe('receipt_type');
    const large = Buffer.concat([PDF, Buffer.alloc(5 * 1024 * 1024)]);
    expect((await attach(id, expenseId, version + 1, large).expect(413)).body.code).toBe('receipt_too_large');
    await attach(id, SOME_ID, version + 1).expect(404);
    await attach(id, expenseId, version, PDF).expect(412);
    await attach(id, expenseId, version + 1, PDF, supervisor).expect(403);
    const two = Buffer.concat([PDF, Buffer.alloc(1_500_000, 7)]);
    const { headers } = await attach(id, expenseId, version + 1, two).expect(200);
    expect(headers['etag']).toBe(`"v${version + 2}"`);
    expect((await attach(id, expenseId, version + 2).expect(409)).body.code).toBe('receipt_exists');

    const answer = await receipt(id, expenseId, supervisor).buffer(true).expect(200);
    expect(Buffer.compare(answer.body as Buffer, two)).toBe(0);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringContaining('filename="receipt.pdf"'),
    });
    await receipt(id, expenseId, stranger).expect(404);
    await receipt(id, SOME_ID, supervisor).expect(404);
    const [{ n } = { n: 0n }] = await app.sql<{ n: bigint }>(
      `SELECT count(*) AS n FROM audit_log WHERE object_id = $1 AND action = 'visit_receipt.read'`,
      [id],
    );
    expect(n).toBe(1n);
  });
});
