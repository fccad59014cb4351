import { openPeriod } from '../../support/factories/period';
import { type TestAccount, TestApp } from '../../support/test-app';

const ROUNDS = 50;

/**
 * Looks at the period at the very moment in which a shift is committed, and leaves the closing time to slip in between: had the
 * writer only read the status, the shift would fail here and the request with 500.
 */
const WITNESS = [
  `CREATE FUNCTION refuse_late_shift() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
   BEGIN
     PERFORM pg_sleep(0.01);
     IF EXISTS (SELECT FROM period AS p WHERE p.id = NEW.period_id AND p.status = 'closed') THEN
       RAISE EXCEPTION 'a shift came after the close of its period';
     END IF;
     RETURN NULL;
   END $$`,
  `CREATE CONSTRAINT TRIGGER late_shift AFTER INSERT OR UPDATE ON shift DEFERRABLE INITIALLY DEFERRED
   FOR EACH ROW EXECUTE FUNCTION refuse_late_shift()`,
];

describe('rosters of a closed period', () => {
  let app: TestApp;
  let coordinator: TestAccount;
  let contractor: TestAccount;

  beforeAll(async () => {
    app = await TestApp.start();
    await app.app.listen(0, '127.0.0.1');
    coordinator = await app.account('coordinator');
    contractor = await app.account('contractor');
    for (const statement of WITNESS) await app.sql(statement);
  });
  afterAll(() => app.stop());

  const plan = (periodId: string) =>
    app.as(coordinator).post('/api/v1/shifts').send({
      periodId,
      organisationId: coordinator.organisationId,
      channel: 'phone',
      role: 'counsellor',
      startsAt: '2026-12-31T22:00:00+09:00',
      endsAt: '2027-01-01T06:00:00+09:00',
      seats: 2,
    });
  const close = (periodId: string) =>
    app
      .as(contractor)
      .patch(`/api/v1/periods/${periodId}`)
      .set('If-Match', '"v1"')
      .send({ status: 'closed' });

  it('stay as they are: nobody is put in, nobody is taken out', async () => {
    const periodId = await openPeriod(app, [coordinator.organisationId]);
    const { body } = await plan(periodId).expect(201);
    const seat = async (personId: string) => `/api/v1/shifts/${body.id}/assignments/${personId}`;
    const sitting = await seat(await app.person(coordinator.organisationId));
    const late = await seat(await app.person(coordinator.organisationId));
    await app.as(coordinator).put(sitting).expect(201);
    await close(periodId).expect(200);
    for (const answer of [
      await app.as(coordinator).put(late),
      await app.as(coordinator).put(sitting),
      await app.as(coordinator).delete(sitting),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([409, 'period_closed']);
    }
    const read = await app.as(coordinator).get(`/api/v1/shifts/${body.id}`).expect(200);
    expect(read.body).toMatchObject({ version: 2, assignments: [expect.anything()] });
  });

  it(`take no shift after the close, in ${ROUNDS} races`, async () => {
    for (let round = 1; round <= ROUNDS; round += 1) {
      const periodId = await openPeriod(app, [coordinator.organisationId]);
      const before = await plan(periodId);
      const [closed, ...racing] = await Promise.all(
        round % 2 === 0
          ? [close(periodId), plan(periodId), plan(periodId), plan(periodId)]
          : [delayed(() => close(periodId), round % 10), plan(periodId), plan(periodId), plan(periodId)],
      );
      const after = await plan(periodId);
      expect([round, before.status, closed?.status, after.status]).toEqual([round, 201, 200, 409]);
      const refused = [...racing, after].filter(({ status }) => status !== 201);
      expect(refused.map(({ status, body }) => `${status} ${body.code}`)).toEqual(
        refused.map(() => '409 period_closed'),
      );
      const kept = await app.sql(`SELECT id FROM shift WHERE period_id = $1`, [periodId]);
      expect(kept).toHaveLength(1 + racing.filter(({ status }) => status === 201).length);
    }
  }, 60_000);

  it('are not reached by a booking that was under way', async () => {
    for (let round = 1; round <= 10; round += 1) {
      const periodId = await openPeriod(app, [coordinator.organisationId]);
      const { body } = await plan(periodId).expect(201);
      const person = await app.person(coordinator.organisationId);
      const [closed, booked] = await Promise.all([
        delayed(() => close(periodId), round),
        app.as(coordinator).put(`/api/v1/shifts/${body.id}/assignments/${person}`),
      ]);
      expect(closed.status).toBe(200);
      expect([201, 409]).toContain(booked.status);
      if (booked.status === 409) expect(booked.body.code).toBe('period_closed');
    }
  }, 30_000);
});

async function delayed<Answer>(work: () => PromiseLike<Answer>, milliseconds: number): Promise<Answer> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  return work();
}
