import { AccompanimentEventsReader } from '../../../src/accompaniment/accompaniment-events.reader';
import { WatchService } from '../../../src/accompaniment/watch/watch.service';
import { Database } from '../../../src/platform/database/database';
import { systemActor } from '../../../src/shared/actor';
import { openPeriod } from '../../support/factories/period';
import { tokyo } from '../../support/factories/published-roster';
import { addSheet } from '../../support/factories/referrals';
import { acceptedReferral, VISITS, visitPlan, visitsOf } from '../../support/factories/visits';
import { type TestAccount, TestApp } from '../../support/test-app';
import { clockAt } from '../../support/test-clock';

const RECEIPT = Buffer.from('\u00ff\u00d8\u00ff\u00e0 見本', 'latin1');

/** A supporter goes along twice, to the welfare office and to the hospital, with travel; nobody loses sight of them. */
describe('a person is accompanied twice', () => {
  let app: TestApp;
  let referrer: TestAccount;
  let supporter: TestAccount;
  let colleague: TestAccount;
  let coordinator: TestAccount;
  let referralId: string;
  const visits: string[] = [];

  beforeAll(async () => {
    app = await TestApp.start();
    referrer = await app.account('referrals');
    supporter = await app.account('counsellor', referrer.organisationId);
    colleague = await app.account('counsellor', referrer.organisationId);
    coordinator = await app.account('coordinator', referrer.organisationId);
    const periodId = await openPeriod(app, [referrer.organisationId]);
    await clockAt(app, '01-02T08:00');
    referralId = await acceptedReferral(app, referrer, await addSheet(app, periodId, supporter));
  });
  afterAll(() => app.stop());

  const at = (clock: string) => clockAt(app, clock);
  const check = (visit: number, who: TestAccount, kind: string) =>
    visitsOf(app)
      .check(visits[visit] ?? '', who, { kind })
      .expect(201);
  const step = async (visit: number, name: string, who: TestAccount, content: object = {}) => {
    const id = visits[visit] ?? '';
    const { version } = await visitsOf(app).detail(id, who);
    return visitsOf(app)
      .step(id, name, version as number, who, content)
      .expect(201);
  };
  const spend = async (visit: number, line: object): Promise<string> => {
    const id = visits[visit] ?? '';
    const { version } = await visitsOf(app).detail(id, supporter);
    const { body } = await app
      .as(supporter)
      .post(`${VISITS}/${id}/expenses`)
      .set('If-Match', `"v${version}"`)
      .send({ budget: 'supporter', route: '見本駅から例駅', ...line })
      .expect(201);
    return body.id as string;
  };
  const alerts = async () =>
    (await app.as(coordinator).get('/api/v1/visit-alerts?state=open').expect(200)).body.items as {
      id: string;
      missed: string;
      personId: string;
    }[];

  it('both visits are planned: who, when, where, and whom to ring', async () => {
    const plans = [
      visitPlan([supporter, colleague]),
      visitPlan([supporter, colleague], {
        plannedFrom: tokyo('01-03T09:00'),
        plannedUntil: tokyo('01-03T12:00'),
        destinationKind: 'hospital',
        destination: '見本病院',
      }),
    ];
    for (const plan of plans) {
      const { body } = await app
        .as(referrer)
        .post(`/api/v1/referrals/${referralId}/visits`)
        .send(plan)
        .expect(201);
      visits.push(body.id as string);
    }
    const mine = await app.as(supporter).get(`${VISITS}?mine=true`).expect(200);
    expect(mine.body.items).toHaveLength(2);
    const today = await app.as(supporter).get(`${VISITS}?mine=true&today=true`).expect(200);
    expect(today.body.items.map(({ id }: { id: string }) => id)).toEqual([visits[0]]);
  });

  it('the first goes as planned, with checks, travel and a result', async () => {
    await at('01-02T10:00');
    for (const who of [supporter, colleague]) await check(0, who, 'check_in');
    await at('01-02T11:00');
    for (const who of [supporter, colleague]) await check(0, who, 'safe');
    await at('01-02T12:00');
    for (const who of [supporter, colleague]) await check(0, who, 'check_out');
    await app.app.get(WatchService).sweep();
    expect(await alerts()).toEqual([]);
    await spend(0, { kind: 'bus', amountYen: 210, noReceiptReason: '路線バスのため' });
    await spend(0, { kind: 'bus', amountYen: 210, budget: 'client', noReceiptReason: '路線バスのため' });
    await step(0, 'report', supporter, {
      clientCame: true,
      result: 'applied',
      nextStep: 'another_visit',
      report: '申請書を出した',
    });
  });

  it('on the second the supporter falls silent; the coordinator hears of it and finds out', async () => {
    await at('01-03T09:00');
    for (const who of [supporter, colleague]) await check(1, who, 'check_in');
    await at('01-03T10:00');
    await check(1, colleague, 'safe');
    await at('01-03T10:10');
    await app.app.get(WatchService).sweep();
    await app.app.get(WatchService).sweep();
    const open = await alerts();
    expect(open).toEqual([expect.objectContaining({ missed: 'safe', personId: supporter.personId })]);
    await app
      .as(coordinator)
      .put(`/api/v1/visit-alerts/${open[0]?.id}/acknowledgement`)
      .send({ outcome: 'safe' })
      .expect(200);
    await check(1, supporter, 'safe');
    await at('01-03T11:00');
    for (const who of [supporter, colleague]) await check(1, who, 'check_out');
    const taxi = await spend(1, { kind: 'taxi', amountYen: 1840, taxiReason: '歩けないため' });
    const { version } = await visitsOf(app).detail(visits[1] ?? '', supporter);
    await app
      .as(supporter)
      .put(`${VISITS}/${visits[1]}/expenses/${taxi}/receipt`)
      .set('If-Match', `"v${version}"`)
      .attach('file', RECEIPT, 'taxi.jpg')
      .expect(200);
    await step(1, 'report', supporter, { clientCame: true, result: 'consulted', nextStep: 'none' });
  });

  it('somebody else approves, the referral is accompanied, and honoraria hear of everything exactly once', async () => {
    const waiting = await app.as(coordinator).get(`${VISITS}?status=reported`).expect(200);
    expect(waiting.body.items).toHaveLength(2);
    for (const visit of [0, 1]) await step(visit, 'approval', coordinator);
    const { body } = await app.as(referrer).get(`/api/v1/referrals/${referralId}`).expect(200);
    expect(body.status).toBe('accompanied');

    const read = (cursor: bigint) =>
      app.app
        .get(Database)
        .transaction(systemActor('test'), (tx) =>
          app.app.get(AccompanimentEventsReader).after(tx, cursor, 100),
        );
    const events = await read(0n);
    const told = events.map(({ kind, personId, budget, amountYen, fromAt, untilAt }) => [
      kind,
      personId === supporter.personId ? 'supporter' : 'colleague',
      budget ?? ((untilAt?.getTime() ?? 0) - (fromAt?.getTime() ?? 0)) / 60_000,
      amountYen,
    ]);
    const order = (lines: unknown[][]) =>
      lines.map((line) => line.map(String).join(' ')).sort((a, b) => a.localeCompare(b));
    expect(order(told)).toEqual(
      order([
        ['visit_approved', 'supporter', 120, null],
        ['visit_approved', 'colleague', 120, null],
        ['expense_approved', 'supporter', 'supporter', 210n],
        ['expense_approved', 'supporter', 'client', 210n],
        ['visit_approved', 'supporter', 120, null],
        ['visit_approved', 'colleague', 120, null],
        ['expense_approved', 'supporter', 'supporter', 1840n],
      ]),
    );
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    expect(await read(events.at(-1)?.number ?? 0n)).toEqual([]);
  });
});
