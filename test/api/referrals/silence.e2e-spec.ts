import { openPeriod } from '../../support/factories/period';
import { newBody, newService } from '../../support/factories/directory';
import { addSheet, agreed } from '../../support/factories/referrals';
import { type TestAccount, TestApp } from '../../support/test-app';
import { clockAt } from '../../support/test-clock';
import { ReferralsService } from '../../../src/referrals/referrals.service';
import { SilenceService } from '../../../src/referrals/silence/silence.service';

describe('silence', () => {
  let app: TestApp;
  let staff: TestAccount;
  let periodId: string;
  let bodyId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    staff = await app.account('referrals');
    periodId = await openPeriod(app, [staff.organisationId]);
    bodyId = await newBody(app, await app.account('coordinator'));
  });
  beforeEach(async () => {
    await clockAt(app, '01-02T02:00');
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => app.stop());

  const step = (id: string, name: string, version: number, body: object = {}) =>
    app.as(staff).post(`/api/v1/referrals/${id}/${name}`).set('If-Match', `"v${version}"`).send(body);
  async function propose(input: object): Promise<{ id: string; needId: string }> {
    const wanted = { handoverMethod: 'agency_contacted', urgency: 'urgent', ...input };
    return (await app.as(staff).post('/api/v1/referrals').send(wanted).expect(201)).body;
  }
  async function send(input: object): Promise<{ id: string; needId: string }> {
    const proposed = await propose(input);
    await step(proposed.id, 'consent', 1, agreed()).expect(201);
    await step(proposed.id, 'dispatch', 2).expect(201);
    return proposed;
  }
  const sheet = () => addSheet(app, periodId, staff, { prefectureCode: '13' });
  const unlisted = { worryCategory: 'W01', receiverName: '窓口', receiverKind: 'other' };
  const service = (worry: string) => newService(app, staff, bodyId, { worries: [worry], areas: ['13'] });
  const statusOf = async (id: string): Promise<string> =>
    (await app.as(staff).get(`/api/v1/referrals/${id}`).expect(200)).body.status;
  const attempts = async (needId: string): Promise<object[]> =>
    (await app.as(staff).get(`/api/v1/referral-needs/${needId}`).expect(200)).body.attempts;

  it('passes over a row that fails, and marks the others', async () => {
    const broken = await send({ consultationId: await sheet(), ...unlisted });
    await clockAt(app, '01-02T02:01');
    const sound = await send({ consultationId: await sheet(), ...unlisted });
    await clockAt(app, '01-02T05:00');
    jest.spyOn(app.app.get(ReferralsService), 'move').mockRejectedValueOnce(new Error('見本 花子'));
    expect(await app.app.get(SilenceService).sweep()).toBe(1);
    expect([await statusOf(broken.id), await statusOf(sound.id)]).toEqual(['sent', 'no_answer']);
    expect(await app.app.get(SilenceService).sweep()).toBe(1);
  });

  it('proposes the next receiver once, however many look at the same time', async () => {
    const [first, second] = [await service('W06'), await service('W06')];
    await service('W06');
    const consultationId = await sheet();
    const one = await send({ consultationId, worryCategory: 'W06', serviceId: first });
    const two = await send({ consultationId, worryCategory: 'W06', serviceId: second });
    expect(two.needId).toBe(one.needId);
    await clockAt(app, '01-02T05:00');
    const { sweep } = { sweep: () => app.app.get(SilenceService).sweep() };
    const marked = await Promise.all([sweep(), sweep(), sweep()]);
    expect(marked.reduce((sum, each) => sum + each, 0)).toBe(2);
    const found = await attempts(one.needId);
    expect(found).toHaveLength(3);
    expect(found[2]).toMatchObject({ status: 'proposed' });
  });

  it('does not throw away what somebody wrote while the time ran out', async () => {
    const { id } = await send({ consultationId: await sheet(), ...unlisted });
    await clockAt(app, '01-02T05:00');
    await app.app.get(SilenceService).sweep();
    const answered = await step(id, 'acceptance', 3, { note: '折り返しがあった' }).expect(201);
    expect(answered.body).toMatchObject({ status: 'accepted', version: 5 });
    await step(id, 'meeting', 4).expect(412);
    await step(id, 'meeting', 9).expect(412);
    const ground = { ground: 'by_law', reason: '法令による' };
    const other = await send({ consultationId: await sheet(), ...unlisted });
    await clockAt(app, '01-02T08:00');
    await app.app.get(SilenceService).sweep();
    await step(other.id, 'override', 3, ground).expect(201);
  });

  it('knows no referral by a name that is no id', async () => {
    await step('nowhere', 'acceptance', 1).expect(404);
    await step('nowhere', 'override/confirmation', 1).expect(404);
    const owner = app.as(staff).put('/api/v1/referral-needs/nowhere/owner').set('If-Match', '"v1"');
    await owner.send({ ownerAccountId: null, reason: 'absence' }).expect(404);
  });
});
