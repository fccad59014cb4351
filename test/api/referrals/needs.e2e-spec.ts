import { randomUUID } from 'node:crypto';
import { PacketsService } from '../../../src/referrals/packets.service';
import { externalActor } from '../../../src/referrals/domain/outside-actors';
import { ReferralsService } from '../../../src/referrals/referrals.service';
import { SilenceService } from '../../../src/referrals/silence/silence.service';
import { Database } from '../../../src/platform/database/database';
import { newBody, newService } from '../../support/factories/directory';
import { openPeriod } from '../../support/factories/period';
import { addSheet, agreed } from '../../support/factories/referrals';
import { type TestAccount, TestApp } from '../../support/test-app';
import { clockAt } from '../../support/test-clock';

const NEEDS = '/api/v1/referral-needs';
const PERSON = { name: '見本 花子', contact: '090-0000-0000', address: '見本市1-2-3' };

describe('needs and their attempts', () => {
  let app: TestApp;
  let staff: TestAccount;
  let supervisor: TestAccount;
  let counsellor: TestAccount;
  let stranger: TestAccount;
  let periodId: string;
  let bodyId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    staff = await app.account('referrals');
    supervisor = await app.account('supervisor', staff.organisationId);
    counsellor = await app.account('counsellor', staff.organisationId);
    stranger = await app.account('referrals');
    periodId = await openPeriod(app, [staff.organisationId]);
    bodyId = await newBody(app, await app.account('coordinator'));
    await clockAt(app, '01-02T02:00');
  });
  afterAll(() => app.stop());
  afterEach(async () => {
    await clockAt(app, '01-02T02:00');
  });

  /** A receiver of a worry that nothing else in this file has. */
  const service = (worry: string, change: object = {}) =>
    newService(app, staff, bodyId, { worries: [worry], areas: ['13'], ...change });
  async function propose(change: object): Promise<{ id: string; needId: string }> {
    const consultationId = await addSheet(app, periodId, counsellor, { prefectureCode: '13' });
    const { body } = await app
      .as(staff)
      .post('/api/v1/referrals')
      .send({ consultationId, handoverMethod: 'agency_contacted', ...change })
      .expect(201);
    return body;
  }
  const step = (id: string, name: string, version: number, body: object = {}) =>
    app.as(staff).post(`/api/v1/referrals/${id}/${name}`).set('If-Match', `"v${version}"`).send(body);
  const send = async (id: string, consent: object = {}) => {
    await step(id, 'consent', 1, agreed(consent)).expect(201);
    return (await step(id, 'dispatch', 2).expect(201)).body;
  };
  const chain = async (needId: string) => (await app.as(staff).get(`${NEEDS}/${needId}`).expect(200)).body;
  const put = (needId: string, part: string, version: number, body: object, account = staff) =>
    app.as(account).put(`${NEEDS}/${needId}/${part}`).set('If-Match', `"v${version}"`).send(body);
  const audits = (id: string) =>
    app.sql<{ action: string; detail: object }>(
      `SELECT action, detail FROM audit_log WHERE object_id = $1 ORDER BY id`,
      [id],
    );
  const external = <T>(
    work: (
      tx: Parameters<ReferralsService['move']>[0],
      actor: ReturnType<typeof externalActor>,
    ) => Promise<T>,
  ) => {
    const actor = externalActor(staff.organisationId, randomUUID());
    return app.app.get(Database).transaction(actor, (tx) => work(tx, actor));
  };

  it('counts the opening hours of the receiver, and takes name and telephone as they are when it is sent', async () => {
    const serviceId = await service('W01');
    const { id } = await propose({ worryCategory: 'W01', serviceId, urgency: 'watch' });
    const sent = await send(id);
    // From 29 December to 3 January it is closed; Monday the 4th opens at nine.
    expect(sent).toMatchObject({
      sentAt: '2027-01-02T02:00:00+09:00',
      respondBy: '2027-01-04T13:00:00+09:00',
      receiverPhone: '03-0000-0001',
      isOverdue: false,
      awaited: 'receiver',
    });
    await app.sql(`UPDATE directory_service SET name = '改名した窓口', version = version + 1 WHERE id = $1`, [
      serviceId,
    ]);
    expect((await app.as(staff).get(`/api/v1/referrals/${id}`).expect(200)).body.receiverName).toBe(
      sent.receiverName,
    );
  });

  it('asks for no answer where a number was given or a call put through', async () => {
    for (const handoverMethod of ['number_given', 'call_transfer']) {
      const { id } = await propose({
        worryCategory: 'W01',
        receiverName: '番号の窓口',
        receiverKind: 'other',
        handoverMethod,
      });
      const sent = await send(id);
      expect(sent).toMatchObject({ status: 'sent', respondBy: null });
    }
  });

  it('marks silence when the hours are up, and proposes the next receiver, who needs a consent of its own', async () => {
    const [first, second] = [await service('W02'), await service('W02')];
    const { id, needId } = await propose({ worryCategory: 'W02', serviceId: first, urgency: 'urgent' });
    const { respondBy } = await send(id);
    expect(respondBy).toBe('2027-01-02T04:00:00+09:00');
    const silence = app.app.get(SilenceService);

    await clockAt(app, '01-02T03:59');
    expect(await silence.sweep()).toBe(0);
    await clockAt(app, '01-02T04:00');
    const overdue = await app.as(staff).get('/api/v1/referrals?overdue=true').expect(200);
    expect(overdue.body.items).toEqual([expect.objectContaining({ id, isOverdue: true })]);
    expect(await silence.sweep()).toBe(1);
    expect(await silence.sweep()).toBe(0);

    const { attempts, secondsToFirstContact } = await chain(needId);
    expect(attempts).toEqual([
      expect.objectContaining({ id, status: 'no_answer', awaited: 'sender' }),
      expect.objectContaining({
        serviceId: second,
        status: 'proposed',
        previousReferralId: id,
        awaited: 'person',
      }),
    ]);
    expect(secondsToFirstContact).toBeNull();
    expect(attempts[0].steps.at(-1)).toMatchObject({ move: 'silence', actor: 'clock', accountId: null });
    expect((await step(attempts[1].id, 'dispatch', 1).expect(409)).body.code).toBe('consent_missing');
    const trail = await audits(id);
    expect(trail.at(-1)).toEqual({
      action: 'referral.moved',
      detail: { move: 'silence', from: 'sent', to: 'no_answer', version: 4, by: 'clock' },
    });
    // A late answer is still one.
    await step(id, 'acceptance', 4).expect(201);
    expect((await chain(needId)).secondsToFirstContact).toBe(2 * 3600);
  });

  it('proposes the next one after a refusal, with its reason, as long as there is one', async () => {
    const [first, second] = [await service('W04'), await service('W04')];
    const { id, needId } = await propose({ worryCategory: 'W04', serviceId: first });
    await send(id);
    await step(id, 'refusal', 3).expect(400);
    await step(id, 'refusal', 3, { reason: 'at_capacity' }).expect(201);
    const [declined, next] = (await chain(needId)).attempts;
    expect(declined).toMatchObject({ status: 'declined', declineReason: 'at_capacity' });
    expect(next).toMatchObject({ serviceId: second, status: 'proposed' });
    await send(next.id);
    await step(next.id, 'refusal', 3, { reason: 'out_of_area' }).expect(201);
    expect((await chain(needId)).attempts).toHaveLength(2);
  });

  it('joins a second attempt to the open need of the same sheet and worry', async () => {
    const consultationId = await addSheet(app, periodId, counsellor);
    const unlisted = { receiverName: '団体', receiverKind: 'other' };
    const first = await propose({ consultationId, worryCategory: 'W07', ...unlisted });
    const second = await propose({ consultationId, worryCategory: 'W07', ...unlisted });
    const other = await propose({ consultationId, worryCategory: 'W08', ...unlisted });
    expect(second.needId).toBe(first.needId);
    expect(other.needId).not.toBe(first.needId);
    expect((await chain(first.needId)).attempts.map(({ id }: { id: string }) => id)).toEqual([
      first.id,
      second.id,
    ]);
  });

  it('names who has not been tried yet, open ones first', async () => {
    const ids = [
      await service('W05', {
        name: '夜の窓口',
        schedules: [
          { weekdays: [1, 2, 3, 4, 5, 6, 7], opensAt: '00:00', closesAt: '24:00', closedOnHolidays: false },
        ],
        exceptions: [],
      }),
      await service('W05', { name: '昼の窓口' }),
    ];
    await service('W05', { name: '遠くの窓口', areas: ['27'] });
    const tried = await service('W05', { name: '試した窓口' });
    const { needId } = await propose({ worryCategory: 'W05', serviceId: tried });
    const first = await app.as(staff).get(`${NEEDS}/${needId}/receivers?limit=1`).expect(200);
    const second = await app
      .as(staff)
      .get(`${NEEDS}/${needId}/receivers?limit=1&cursor=${first.body.nextCursor}`)
      .expect(200);
    expect([...first.body.items, ...second.body.items]).toEqual([
      expect.objectContaining({ serviceId: ids[0], isOpen: true }),
      expect.objectContaining({ serviceId: ids[1], isOpen: false, opensAt: '2027-01-04T09:00:00+09:00' }),
    ]);
    expect(second.body.nextCursor).toBeNull();
    await app.as(stranger).get(`${NEEDS}/${needId}/receivers`).expect(404);
  });

  it('shows the receiver no name before it accepts, and after only what was agreed to', async () => {
    for (const coversIdentity of [true, false]) {
      const { id, needId } = await propose({
        worryCategory: 'W09',
        receiverName: `窓口${coversIdentity}`,
        receiverKind: 'medical',
        area: '131016',
        language: 'en',
      });
      await put(needId, 'identity', 1, PERSON).expect(200);
      const packet = async () => (await app.as(staff).get(`/api/v1/referrals/${id}/packet`)).body;
      expect((await packet()).status).toBe(404);
      await send(id, { coversIdentity });
      const minimum = {
        worryCategory: 'W09',
        areaCode: '13101',
        ageBand: 'unknown',
        language: 'en',
        urgency: 'normal',
      };
      expect(await packet()).toEqual({ stage: 'before_acceptance', ...minimum, identity: null });
      const move = { id, version: 3, move: 'acceptance' } as const;
      await external((tx, actor) => app.app.get(ReferralsService).move(tx, actor, app.now(), move));
      const seen = await external((tx, actor) => app.app.get(PacketsService).read(tx, actor, app.now(), id));
      expect(seen).toEqual({
        stage: 'after_acceptance',
        ...minimum,
        identity: coversIdentity ? PERSON : null,
      });
      expect((await audits(id)).slice(-2)).toEqual([
        {
          action: 'referral.moved',
          detail: {
            move: 'acceptance',
            from: 'sent',
            to: 'accepted',
            version: 4,
            by: 'external',
            serviceId: null,
          },
        },
        {
          action: 'referral_packet.read',
          detail: { by: 'external', stage: 'after_acceptance', named: coversIdentity, serviceId: null },
        },
      ]);
      await step(id, 'withdrawal', 4, { reason: 'consent_withdrawn' }).expect(201);
      expect((await packet()).status).toBe(404);
    }
  });

  it('keeps the name sealed and apart; each look at it is on record', async () => {
    const { needId } = await propose({ worryCategory: 'W10', receiverName: '窓口', receiverKind: 'other' });
    await app.as(staff).get(`${NEEDS}/${needId}/identity`).expect(404);
    await put(needId, 'identity', 9, PERSON).expect(412);
    await put(needId, 'identity', 1, { contact: '090' }).expect(400);
    await put(needId, 'identity', 1, PERSON, counsellor).expect(200);
    const named = await put(needId, 'identity', 2, { ...PERSON, name: '見本 桜' }).expect(200);
    expect(named.body.version).toBe(3);
    const read = await app.as(supervisor).get(`${NEEDS}/${needId}/identity`).expect(200);
    expect(read.body).toEqual({ ...PERSON, name: '見本 桜' });
    await app.as(counsellor).get(`${NEEDS}/${needId}/identity`).expect(403);
    await app.as(stranger).get(`${NEEDS}/${needId}/identity`).expect(404);
    await put(needId, 'identity', 3, PERSON, stranger).expect(404);
    const trail = await audits(needId);
    expect(trail.map(({ action }) => action)).toEqual([
      'referral_need.opened',
      'referral_identity.written',
      'referral_identity.written',
      'referral_identity.read',
    ]);
    expect(JSON.stringify(trail)).not.toMatch(/見本|090/);
  });

  it('has an owner at every moment, handed on with a reason', async () => {
    const { id, needId } = await propose({
      worryCategory: 'W11',
      receiverName: '窓口',
      receiverKind: 'other',
    });
    await clockAt(app, '01-02T02:10');
    const handover = { ownerAccountId: supervisor.accountId, reason: 'handover' };
    await put(needId, 'owner', 1, { reason: 'handover' }).expect(400);
    await put(needId, 'owner', 9, handover).expect(412);
    await put(needId, 'owner', 1, handover, counsellor).expect(403);
    await put(needId, 'owner', 1, handover, stranger).expect(404);
    for (const ownerAccountId of [stranger.accountId, counsellor.accountId, randomUUID()]) {
      const refused = await put(needId, 'owner', 1, { ...handover, ownerAccountId }).expect(422);
      expect(refused.body.errors[0].pointer).toBe('/ownerAccountId');
    }
    const changed = await put(needId, 'owner', 1, handover).expect(200);
    expect(changed.headers['etag']).toBe('"v2"');
    await clockAt(app, '01-02T02:20');
    await step(id, 'consent', 1, agreed()).expect(201);
    const { owners, attempts } = await chain(needId);
    expect(
      owners.map(({ ownerAccountId, reason }: { ownerAccountId: string; reason: string }) => [
        ownerAccountId,
        reason,
      ]),
    ).toEqual([
      [staff.accountId, 'opened'],
      [supervisor.accountId, 'handover'],
    ]);
    expect(attempts[0].steps.map(({ ownerAccountId }: { ownerAccountId: string }) => ownerAccountId)).toEqual(
      [staff.accountId, supervisor.accountId],
    );
    const mine = await app.as(supervisor).get('/api/v1/referrals?mine=true').expect(200);
    expect(mine.body.items.map((item: { id: string }) => item.id)).toEqual([id]);
    const needs = await app.as(supervisor).get(`${NEEDS}?mine=true&state=open`).expect(200);
    expect(needs.body.items.map((item: { id: string }) => item.id)).toEqual([needId]);
    expect((await audits(needId)).at(-1)).toEqual({
      action: 'referral_need.handed_over',
      detail: { from: staff.accountId, to: supervisor.accountId, reason: 'handover' },
    });
  });

  it('closes with an outcome once every attempt has one; the next attempt opens a new need', async () => {
    const consultationId = await addSheet(app, periodId, counsellor);
    const input = { consultationId, worryCategory: 'W12', receiverName: '窓口', receiverKind: 'other' };
    const { id, needId } = await propose(input);
    const close = (version: number, body: object, account = staff) =>
      app.as(account).post(`${NEEDS}/${needId}/closure`).set('If-Match', `"v${version}"`).send(body);
    expect((await close(1, { outcome: 'met' }).expect(409)).body.code).toBe('open_attempts');
    await step(id, 'closure', 1, { outcome: 'refused_by_client' }).expect(201);
    await close(1, {}).expect(400);
    await close(1, { outcome: 'withdrawn' }, counsellor).expect(403);
    await close(1, { outcome: 'withdrawn' }, stranger).expect(404);
    const closed = await close(1, { outcome: 'withdrawn' }).expect(201);
    expect(closed.body).toMatchObject({
      outcome: 'withdrawn',
      closedAt: '2027-01-02T02:00:00+09:00',
      version: 2,
    });
    await close(2, { outcome: 'met' }).expect(409);
    expect((await propose(input)).needId).not.toBe(needId);
  });

  it('keeps a related person out of the need, its name and its trail', async () => {
    const consultationId = await addSheet(app, periodId, counsellor);
    const { needId } = await propose({
      consultationId,
      worryCategory: 'W03',
      receiverName: '窓口',
      receiverKind: 'other',
    });
    await put(needId, 'identity', 1, PERSON).expect(200);
    const block = { kind: 'person', reason: '関係者', personId: supervisor.personId };
    await app.as(counsellor).post(`/api/v1/consultations/${consultationId}/blocks`).send(block).expect(201);
    for (const path of [needId, `${needId}/identity`, `${needId}/receivers`]) {
      await app.as(supervisor).get(`${NEEDS}/${path}`).expect(404);
    }
    const owner = { ownerAccountId: supervisor.accountId, reason: 'handover' };
    await put(needId, 'owner', 2, owner, supervisor).expect(404);
    const list = await app.as(supervisor).get(`${NEEDS}?limit=200`).expect(200);
    expect(list.body.items.map(({ id }: { id: string }) => id)).not.toContain(needId);
    await app.as(staff).get(`${NEEDS}/${needId}`).expect(200);
    const auditor = await app.account('auditor');
    await clockAt(app, '01-02T02:00');
    const trail = async (): Promise<string> =>
      (await app.as(auditor).get('/api/v1/audit-events?limit=200').expect(200)).text;
    expect(await trail()).toContain(needId);
    await app.sql(`UPDATE account SET person_id = $2 WHERE id = $1`, [
      auditor.accountId,
      supervisor.personId,
    ]);
    expect(await trail()).not.toContain(needId);
  });

  it('pages newest first and shows nothing to another organisation', async () => {
    const all = await app.as(staff).get(`${NEEDS}?limit=200`).expect(200);
    const ids = all.body.items.map(({ id }: { id: string }) => id);
    const first = await app.as(staff).get(`${NEEDS}?limit=2`).expect(200);
    const second = await app.as(staff).get(`${NEEDS}?limit=2&cursor=${first.body.nextCursor}`).expect(200);
    expect([...first.body.items, ...second.body.items].map(({ id }: { id: string }) => id)).toEqual(
      ids.slice(0, 4),
    );
    const urgent = await app.as(staff).get(`${NEEDS}?urgency=urgent`).expect(200);
    expect(urgent.body.items).toHaveLength(1);
    expect((await app.as(stranger).get(NEEDS).expect(200)).body.items).toEqual([]);
    await app.as(stranger).get(`${NEEDS}/${ids[0]}`).expect(404);
    await app.as(staff).get(`${NEEDS}/nowhere`).expect(404);
    await app.as(counsellor).get(NEEDS).expect(403);
  });
});
