import { randomUUID } from 'node:crypto';
import { Database } from '../../../src/platform/database/database';
import { externalActor } from '../../../src/referrals/domain/outside-actors';
import { PacketsService } from '../../../src/referrals/packets.service';
import { ReferralsService, type Step } from '../../../src/referrals/referrals.service';
import { SilenceService } from '../../../src/referrals/silence/silence.service';
import { newBody, newService } from '../../support/factories/directory';
import { openPeriod } from '../../support/factories/period';
import { addSheet, agreed } from '../../support/factories/referrals';
import { type TestAccount, TestApp } from '../../support/test-app';
import { clockAt } from '../../support/test-clock';

const CITY = '13101';
const PERSON = { name: '見本 花子', contact: '090-0000-0000', address: '見本町1-2-3' };

/** Two in the night of 2 January, offices shut until the 4th: somebody in a city needs a roof. */
describe('story: a hand-off at night, and a city without an account that answers it', () => {
  let app: TestApp;
  let worker: TestAccount;
  let supervisor: TestAccount;
  let counsellor: TestAccount;
  let city: string;
  let neighbour: string;
  let consultationId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    worker = await app.account('referrals');
    supervisor = await app.account('supervisor', worker.organisationId);
    counsellor = await app.account('counsellor', worker.organisationId);
    const body = await newBody(app, await app.account('coordinator'));
    await clockAt(app, '01-02T02:00');
    const housing = (name: string, areas: string[]) =>
      newService(app, worker, body, { name, worries: ['W01'], areas });
    city = await housing('見本区 住まいの窓口', [CITY]);
    neighbour = await housing('都の住まいの窓口', ['13']);
    await housing('遠い市の住まいの窓口', ['27100']);
    const periodId = await openPeriod(app, [worker.organisationId]);
    consultationId = await addSheet(app, periodId, counsellor, { ageBand: 'a30s', urgency: 'watch' });
  });
  afterAll(() => app.stop());

  const as = (account = worker) => app.as(account);
  const step = (id: string, name: string, version: number, body: object = {}, account = worker) =>
    as(account).post(`/api/v1/referrals/${id}/${name}`).set('If-Match', `"v${version}"`).send(body);
  const chain = async (needId: string) =>
    (await as().get(`/api/v1/referral-needs/${needId}`).expect(200)).body;
  const packet = async (id: string) => (await as().get(`/api/v1/referrals/${id}/packet`).expect(200)).body;
  const receiver = () => externalActor(worker.organisationId, randomUUID());
  const answer = (move: Step) => {
    const actor = receiver();
    return app.app
      .get(Database)
      .transaction(actor, (tx) => app.app.get(ReferralsService).move(tx, actor, app.now(), move));
  };

  let id: string;
  let needId: string;
  let nextId: string;

  it('finds who covers the city, and sends nothing without consent', async () => {
    const search = { worry: 'W01', municipality: CITY, withClosed: true };
    const found = await as().post('/api/v1/directory/searches').send(search).expect(200);
    expect(found.body.items.map((item: { id: string }) => item.id)).toEqual([city, neighbour]);
    const proposal = {
      consultationId,
      worryCategory: 'W01',
      serviceId: city,
      handoverMethod: 'agency_contacted',
      area: CITY,
    };
    ({ id, needId } = (await as(counsellor).post('/api/v1/referrals').send(proposal).expect(201)).body);
    await as(counsellor)
      .put(`/api/v1/referral-needs/${needId}/identity`)
      .set('If-Match', '"v1"')
      .send(PERSON)
      .expect(200);
    expect((await step(id, 'dispatch', 1).expect(409)).body.code).toBe('consent_missing');
  });

  it('sends with consent; the packet names nobody, the deadline waits for the office to open', async () => {
    await step(id, 'consent', 1, agreed({ coversIdentity: true }), counsellor).expect(201);
    const { body } = await step(id, 'dispatch', 2).expect(201);
    expect(body).toMatchObject({ status: 'sent', respondBy: '2027-01-04T13:00:00+09:00' });
    const seen = await packet(id);
    expect(seen).toMatchObject({
      worryCategory: 'W01',
      areaCode: CITY,
      ageBand: 'a30s',
      urgency: 'watch',
      identity: null,
    });
    expect(JSON.stringify(seen)).not.toContain('見本');
  });

  it('proposes the next receiver on silence, who is not told before the person agrees', async () => {
    await clockAt(app, '01-04T12:59');
    expect(await app.app.get(SilenceService).sweep()).toBe(0);
    await clockAt(app, '01-04T13:00');
    expect(await app.app.get(SilenceService).sweep()).toBe(1);
    const { attempts } = await chain(needId);
    expect(attempts).toEqual([
      expect.objectContaining({ id, status: 'no_answer' }),
      expect.objectContaining({ serviceId: neighbour, status: 'proposed', previousReferralId: id }),
    ]);
    nextId = attempts[1].id;
    expect((await step(nextId, 'dispatch', 1).expect(409)).body.code).toBe('consent_missing');
  });

  it('sends in an emergency without consent: a ground, a second person, a later review', async () => {
    const ground = {
      ground: 'life_body_property',
      reason: '生命に危険があり、連絡が取れない',
      coversIdentity: true,
    };
    await step(nextId, 'override', 1, ground).expect(201);
    await step(nextId, 'override/confirmation', 2).expect(403);
    await step(nextId, 'override/confirmation', 2, {}, supervisor).expect(201);
    await step(nextId, 'dispatch', 3).expect(201);
    const due = await as(supervisor).get('/api/v1/referral-overrides?state=unreviewed').expect(200);
    expect(due.body.items).toEqual([
      expect.objectContaining({ referralId: nextId, reviewDue: '2027-01-11T13:00:00+09:00' }),
    ]);
  });

  it('lets the receiver accept without an account and see the name only then', async () => {
    await expect(
      answer({ id: nextId, version: 4, move: 'closure', outcome: 'connected' }),
    ).rejects.toMatchObject({
      kind: 'conflict',
    });
    await expect(answer({ id: nextId, version: 4, move: 'withdrawal' })).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await answer({ id: nextId, version: 4, move: 'acceptance' });
    const actor = receiver();
    const seen = await app.app
      .get(Database)
      .transaction(actor, (tx) => app.app.get(PacketsService).read(tx, actor, app.now(), nextId));
    expect(seen).toMatchObject({ stage: 'after_acceptance', identity: PERSON });
  });

  it('takes the outcome from the receiver a week later, each step on record as external', async () => {
    await clockAt(app, '01-11T10:00');
    await answer({ id: nextId, version: 5, move: 'reception' });
    await answer({ id: nextId, version: 6, move: 'closure', outcome: 'connected' });
    const { attempts, secondsToFirstContact } = await chain(needId);
    expect(attempts[1]).toMatchObject({ status: 'closed', outcome: 'connected' });
    expect(secondsToFirstContact).toBe((2 * 24 + 11) * 3600);
    const trail = await app.sql<{
      account_id: string | null;
      detail: { move?: string; by: string; serviceId?: string };
    }>(
      `SELECT account_id, detail FROM audit_log WHERE object_id = $1 AND detail ->> 'by' = 'external' ORDER BY id`,
      [nextId],
    );
    expect(
      trail.map(({ account_id, detail }) => [account_id, detail.move ?? 'packet', detail.serviceId]),
    ).toEqual([
      [null, 'acceptance', neighbour],
      [null, 'packet', neighbour],
      [null, 'reception', neighbour],
      [null, 'closure', neighbour],
    ]);
  });

  it('ends when every attempt has its outcome', async () => {
    const close = () =>
      as().post(`/api/v1/referral-needs/${needId}/closure`).set('If-Match', '"v2"').send({ outcome: 'met' });
    await close().expect(409);
    await step(id, 'closure', 4, { outcome: 'unreachable' }).expect(201);
    await close().expect(201);
  });
});
